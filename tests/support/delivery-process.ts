// Run as a process of its own, so that a test can kill it in the middle of an attempt.
import { connectDb } from "#lib/db.ts";
import { startDeliveryWorker } from "#lib/delivery/worker.ts";

const [databaseUrl = ""] = process.argv.slice(2);
connectDb(databaseUrl);
await startDeliveryWorker(databaseUrl);
console.log("working");
