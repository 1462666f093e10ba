/** Values that stand for the same thing wherever an example needs them. */
export const EXAMPLE = {
  binId: "k3v7x2m6q4t5w2zrhb5c",
  slug: "fq7m2xk4tq3w5e6r7t2y3u4i5o",
  requestId: "019a6f3e-52c1-7d40-9b7e-3f1c8a2d6e05",
  deliveryId: "019a6f40-1b7a-7c11-8f0e-6a9d2c4b7e13",
  batchId: "019a6f42-7e03-7a5b-9c22-1d8e4f6a0b37",
  targetId: "t5n2c4y6p3d7h2bkqa6v",
  shareId: "s2g7f4j3w5q5m6xvla4d",
  tokenId: "k6r2p4v7n3x5t2wqyj4c",
  apiToken: "hgt_Zm9yIGV4YW1wbGUgb25seTogdGhpcyBvcGVucyBub3Ro",
  secretId: "m4k7q2v6x3z5b7n2t4wy",
  ownerToken: "hgo_Zm9yIGV4YW1wbGUgb25seTogdGhpcyBvcGVucyBub3Ro",
  shareToken: "hgs_Zm9yIGV4YW1wbGUgb25seTogdGhpcyBvcGVucyBub3Ro",
  at: "2026-12-31T12:00:00.000Z",
  url: "https://app.example.com/webhooks",
  bodyBase64: "eyJoZWxsbyI6IndvcmxkIn0=",
} as const;
