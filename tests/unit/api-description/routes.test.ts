import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { usualDescription } from "#tests/support/api-description.ts";

const ROUTES = join(import.meta.dirname, "../../../app/api/v1");
const METHOD = /export (?:const|(?:async )?function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

/** `post /bins/{binId}/shares` of every route handler. */
function routesOfTheApp(): string[] {
  return readdirSync(ROUTES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .flatMap((entry) => {
      const folder = entry.parentPath.slice(ROUTES.length).replaceAll(sep, "/");
      const path = folder.replaceAll("[", "{").replaceAll("]", "}");
      const source = readFileSync(join(entry.parentPath, entry.name), "utf8");
      return [...source.matchAll(METHOD)].map(
        ([, method = ""]) => `${method.toLowerCase()} ${path}`,
      );
    })
    .sort();
}

function describedCalls(): string[] {
  return Object.entries(usualDescription().paths)
    .flatMap(([path, calls]) => Object.keys(calls).map((method) => `${method} ${path}`))
    .sort();
}

test("every route is described, and nothing else", () => {
  const routes = routesOfTheApp();
  expect(routes.length).toBeGreaterThan(40);
  expect(describedCalls()).toEqual(routes);
});
