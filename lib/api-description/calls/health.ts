import { z } from "zod";
import { health } from "#lib/api-description/answers/health.ts";
import type { CallGroup } from "#lib/api-description/operation.ts";

const example = { status: "ok", database: "ok", worker: "ok", version: "0.1.0" };

export const HEALTH: CallGroup = {
  title: "Service",
  description: "About this server itself.",
  calls: [
    {
      id: "getHealth",
      method: "get",
      path: "/health",
      summary: "Ask whether requests can be captured",
      access: "anyone",
      answers: [
        { status: 200, description: "They can.", schema: health, example },
        {
          status: 503,
          description: "They can't.",
          schema: health,
          example: { ...example, status: "unavailable", database: "unavailable" },
        },
      ],
    },
    {
      id: "getDescription",
      method: "get",
      path: "/openapi.json",
      summary: "Read this description",
      description: "OpenAPI 3.1. Caches may keep it for five minutes.",
      access: "anyone",
      answers: [
        {
          status: 200,
          description: "The document.",
          schema: z.object({
            openapi: z.string(),
            info: z.looseObject({ title: z.string(), version: z.string() }),
            servers: z.array(z.looseObject({ url: z.string() })),
            tags: z.array(z.looseObject({ name: z.string() })),
            paths: z.looseObject({}),
            components: z.looseObject({}),
          }),
        },
        { status: 304, description: "It is still the one that `If-None-Match` names." },
      ],
    },
  ],
};
