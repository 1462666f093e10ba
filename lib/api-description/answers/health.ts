import { z } from "zod";
import { answer } from "#lib/api-description/answer.ts";
import type { Health } from "#lib/health.ts";

export const health = answer<Health>()(
  z.object({
    status: z.enum(["ok", "unavailable"]).describe("`unavailable`: requests cannot be captured."),
    database: z.enum(["ok", "unavailable"]),
    worker: z.enum(["ok", "stopped"]).describe("`stopped`: captured requests are not sent on."),
    version: z.string(),
  }),
);
