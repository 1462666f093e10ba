import { z } from "zod";
import type { Health } from "#lib/health.ts";
import { answer } from "../answer.ts";

export const health = answer<Health>()(
  z.object({
    status: z.enum(["ok", "unavailable"]).describe("unavailable: requests cannot be captured."),
    database: z.enum(["ok", "unavailable"]),
    worker: z.enum(["ok", "stopped"]).describe("stopped: captured requests are not sent on."),
    version: z.string(),
  }),
);
