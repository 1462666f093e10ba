/** `npm start` and `npm run dev`: prepares what is missing or stale, then runs the server. */
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { ensureBuild, ensurePrismaClient } from "./prepare.ts";
import { ROOT } from "./run-command.ts";

const dev = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: dev ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});
const settings = join(ROOT, ".env");
if (existsSync(settings)) process.loadEnvFile(settings);

try {
  await ensurePrismaClient();
  if (!dev) await ensureBuild();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// A third of a start is compiling what the last one compiled.
enableCompileCache(join(ROOT, "node_modules/.cache/node"));
await import("#server");
