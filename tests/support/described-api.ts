import { expect } from "vitest";
import type { OpenApiDocument } from "#lib/api-description/schema.ts";
import { createSchemaJudge } from "./schema-judge.ts";

/** A call by the description: `post /bins/{binId}/shares`. */
type Call = {
  /** For the path's braces. */
  ids?: Record<string, string>;
  query?: string;
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
};

export type DescribedApi = {
  /** Makes a call, and holds status, headers and body of its answer to the description. */
  call: (name: string, options?: Call) => Promise<{ status: number; body: unknown }>;
  /** The operationIds of the calls that went well so far. */
  answered: Set<string>;
};

/** A client that believes the description, and fails a test when an answer is another one. */
export function createDescribedApi(origin: string, document: OpenApiDocument): DescribedApi {
  const judge = createSchemaJudge(document);
  const answered = new Set<string>();
  return {
    answered,
    async call(name, { ids = {}, query = "", token = null, body, headers = {} } = {}) {
      const [method = "", path = ""] = name.split(" ");
      const described = document.paths[path]?.[method];
      if (!described) throw new Error(`${name} is not described`);
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? id);
      const response = await fetch(`${origin}${document.servers[0]?.url}${filled}${query}`, {
        method: method.toUpperCase(),
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = described.responses[String(response.status)];
      expect(answer, `${name} answers ${response.status}`).toBeDefined();
      for (const header of Object.keys(answer?.headers ?? {})) {
        expect(response.headers.get(header), `${name}: ${header}`).not.toBeNull();
      }
      const text = await response.text();
      const [mediaType, content] = Object.entries(answer?.content ?? {})[0] ?? [];
      if (content === undefined) expect(text).toBe("");
      else expect(response.headers.get("content-type")).toBe(mediaType);
      const parsed = mediaType === "application/json" ? JSON.parse(text) : text;
      if (mediaType === "application/json" && content) {
        expect(judge(content.schema, parsed), `${name}: ${text.slice(0, 500)}`).toEqual([]);
      }
      if (response.ok) answered.add(described.operationId);
      return { status: response.status, body: parsed };
    },
  };
}
