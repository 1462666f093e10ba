import { isId } from "#lib/ids.ts";

type Fields = Record<string, unknown>;

/**
 * Brings other ways to ask for a delivery into the one that the schema reads: `target` as `{url}`, as
 * the id of a saved target or `{id}`; `headers` as an object, with a list for a name that is repeated;
 * `retry` as `true` (the default schedule) or `false`. What is none of these stays, for the schema to judge.
 */
export function withoutShorthand(input: unknown): unknown {
  if (!isFields(input)) return input;
  const { target, headers, retry, ...rest } = input;
  return {
    ...rest,
    ...(rest.targetId === undefined ? targetFields(target) : { target }),
    ...(headers === undefined ? {} : { headers: isFields(headers) ? asPairs(headers) : headers }),
    ...(retry === undefined ? {} : { retry: asPolicy(retry) }),
  };
}

function targetFields(target: unknown): Fields {
  if (target === undefined) return {};
  if (!isFields(target)) return isTargetId(target) ? { targetId: target } : { target };
  const [[name, value] = [], ...more] = Object.entries(target);
  if (more.length > 0) return { target };
  if (name === "url") return { target: value };
  return name === "id" ? { targetId: value } : { target };
}

function isTargetId(target: unknown): boolean {
  return typeof target === "string" && isId(target);
}

function asPairs(headers: Fields): unknown[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((each: unknown) => [name, each]) : [[name, value]],
  );
}

function asPolicy(retry: unknown): unknown {
  if (typeof retry !== "boolean") return retry;
  return { kind: retry ? "default" : "none" };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
