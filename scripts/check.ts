/** `npm run check`: the fast gate before every commit. */
import { runChecks } from "./checks.ts";

const failed = (await runChecks()).filter(({ ok }) => !ok);
if (failed.length > 0) {
  console.log(`Failed: ${failed.map(({ name }) => name).join(", ")}`);
  process.exitCode = 1;
}
