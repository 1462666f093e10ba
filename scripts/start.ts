/** `npm start` and `npm run dev`: prepares what is missing or stale, then runs the server. */
import { ensureBuild, ensurePrismaClient } from "./prepare.ts";

const dev = process.argv.includes("--dev");
Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });

await ensurePrismaClient();
if (!dev) await ensureBuild();
await import("#server");
