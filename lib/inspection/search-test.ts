import type { SearchSubject } from "./search-subject.ts";

export type SearchOperator = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=";

/** What a term looks at. */
export type SearchField =
  | { kind: "anywhere" | "method" | "path" | "query" | "body" | "status" }
  | { kind: "header"; name: string }
  | { kind: "json"; path: string[] };

/** Values that a `*` in a path may stand for. */
const MAX_VALUES = 10_000;

/** Whether a field of a request stands in a relation to a value; without operator: whether it is there. */
export function testField(
  request: SearchSubject,
  field: SearchField,
  operator: SearchOperator | null,
  value: string | null,
): boolean {
  if (field.kind === "anywhere") return isAnywhere(request, value ?? "");
  if (field.kind === "body" && operator === ":") {
    return request.bodyText().includes((value ?? "").toLowerCase());
  }
  const found = valuesOf(request, field);
  if (operator === null || value === null) return found.length > 0;
  // "Is not" holds when no value is: also for a field that is not there.
  if (operator === "!=") return !found.some((each) => compare(each, "=", value));
  return found.some((each) => compare(each, operator, value));
}

function isAnywhere(request: SearchSubject, value: string): boolean {
  const wanted = value.toLowerCase();
  const { method, path, query, headers } = request;
  return (
    `${method} ${path}?${query}`.toLowerCase().includes(wanted) ||
    headers.some((header) => header.join(": ").toLowerCase().includes(wanted)) ||
    request.bodyText().includes(wanted)
  );
}

function valuesOf(request: SearchSubject, field: SearchField): unknown[] {
  switch (field.kind) {
    case "anywhere":
      return [];
    case "method":
      return [request.method];
    case "path":
      return [request.path];
    case "query":
      return [request.query];
    case "body":
      return [request.bodyText()];
    case "status":
      return [request.verificationStatus ?? "none"];
    case "header": {
      const name = field.name.toLowerCase();
      return request.headers.filter(([key]) => key.toLowerCase() === name).map(([, text]) => text);
    }
    case "json":
      return readJsonPath(request.bodyJson(), field.path);
  }
}

/** Every value at a path; `*` stands for all items of a list or all fields of an object. */
export function readJsonPath(json: unknown, path: readonly string[]): unknown[] {
  let values: unknown[] = json === undefined ? [] : [json];
  for (const key of path) {
    values = values.flatMap((value) => step(value, key)).slice(0, MAX_VALUES);
  }
  return values;
}

function step(value: unknown, key: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (key === "*") return Object.values(value);
  if (Array.isArray(value) && !/^\d+$/.test(key)) return [];
  // A captured body decides the names: only its own fields count, never an object's inherited ones.
  return Object.hasOwn(value, key) ? [Reflect.get(value, key)] : [];
}

function compare(found: unknown, operator: Exclude<SearchOperator, "!=">, value: string): boolean {
  const text = (typeof found === "string" ? found : JSON.stringify(found)).toLowerCase();
  const wanted = value.toLowerCase();
  if (operator === ":") return text.includes(wanted);
  const numbers = bothNumbers(found, value);
  if (operator === "=") return numbers ? numbers[0] === numbers[1] : text === wanted;
  if (numbers === null) return order(text < wanted ? -1 : text > wanted ? 1 : 0, operator);
  return order(numbers[0] - numbers[1], operator);
}

function bothNumbers(found: unknown, value: string): [number, number] | null {
  const wanted = toNumber(value);
  const is = typeof found === "number" ? found : typeof found === "string" ? toNumber(found) : null;
  return wanted === null || is === null ? null : [is, wanted];
}

function toNumber(text: string): number | null {
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function order(difference: number, operator: ">" | ">=" | "<" | "<="): boolean {
  switch (operator) {
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
  }
}
