import mustache from "mustache";
import type { HeaderList } from "#lib/http/headers.ts";
import type { ChainLink } from "./target-settings.ts";

/** What a template may use: the answer before, and the request that began it all. */
export type ChainView = {
  response: { status: number; headers: Record<string, string>; text: string; body: unknown };
  request: { headers: Record<string, string>; text: string; body: unknown };
};

/** The text that a template makes, or why it makes none. */
export type Rendered<Value> = { ok: true; value: Value } | { ok: false; message: string };

/** Where the text goes decides how values are written into it. */
type Place = "url" | "header" | "body";

const MAX_RENDERED_CHARS = 1024 * 1024;
const MAX_RENDERED_TOKENS = 100_000;
const MAX_VIEW_BYTES = 1024 * 1024;

/** Values by their place: percent-encoded, as they are, or as the inside of a JSON string. */
const WRITE: Record<Place, (text: string) => string> = {
  url: encodeURIComponent,
  header: (text) => text,
  body: (text) => JSON.stringify(text).slice(1, -1),
};

/** Puts together what templates may use. Bodies above 1 MiB are left out. */
export function chainView(from: {
  response: { status: number; headers: HeaderList; body: Uint8Array };
  original: Uint8Array;
  headers: HeaderList;
}): ChainView {
  const { response, original, headers } = from;
  return {
    response: {
      status: response.status,
      headers: byName(response.headers),
      ...readBody(response.body),
    },
    request: { headers: byName(headers), ...readBody(original) },
  };
}

/**
 * Fills in a Mustache template (mustache.github.io/mustache.5.html): `{{response.body.id}}`,
 * `{{#request.body.items}}…{{/request.body.items}}`. No partials, no functions, own fields only: what
 * a body holds is data, whatever its names. `{{{x}}}` writes a value as it is.
 */
export function renderText(template: string, view: ChainView, place: Place): Rendered<string> {
  try {
    const value = new DataWriter(WRITE[place]).render(template, new DataContext(view));
    if (place !== "header" || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return { ok: true, value };
    return { ok: false, message: "a header would have a line break or a character beyond Latin-1" };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** The body of the next link: made by the template, or carried on as it is. */
export function renderBody(
  link: ChainLink,
  view: ChainView,
  from: { response: Uint8Array; original: Uint8Array },
): Rendered<Uint8Array> {
  const { template, body } = link;
  if (template.body === null) return { ok: true, value: from[body] };
  const rendered = renderText(template.body, view, "body");
  return rendered.ok ? { ok: true, value: new TextEncoder().encode(rendered.value) } : rendered;
}

/** Why a template cannot be read; null when it can. */
export function templateProblem(template: string): string | null {
  try {
    mustache.parse(template);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Looks up own fields of data only; Mustache's own would walk up prototypes and call functions. */
class DataContext extends mustache.Context {
  readonly #value: unknown;
  readonly #outer: DataContext | null;

  constructor(value: unknown, outer: DataContext | null = null) {
    super(value);
    this.#value = value;
    this.#outer = outer;
  }

  override push(value: unknown): DataContext {
    return new DataContext(value, this);
  }

  override lookup(name: string): unknown {
    if (name === ".") return this.#value;
    const [first = "", ...rest] = name.split(".");
    for (let context: DataContext | null = this; context; context = context.#outer) {
      const found = ownField(context.#value, first);
      if (found !== undefined) return rest.reduce(ownField, found);
    }
    return undefined;
  }
}

/** Writes data as text, and stops what grows too large. */
class DataWriter extends mustache.Writer {
  readonly #write: (text: string) => string;
  #tokens = 0;

  constructor(write: (text: string) => string) {
    super();
    this.#write = write;
  }

  override renderTokens(...[tokens, ...rest]: Parameters<mustache.Writer["renderTokens"]>): string {
    this.#tokens += tokens.length;
    if (this.#tokens > MAX_RENDERED_TOKENS) throw new Error("it repeats too much");
    const text = super.renderTokens(tokens, ...rest);
    if (text.length > MAX_RENDERED_CHARS) throw new Error("it makes more than 1 MiB");
    return text;
  }

  override escapedValue(token: string[], context: mustache.Context): string {
    return this.#write(asText(context.lookup(token[1] ?? "")));
  }

  override unescapedValue(token: string[], context: mustache.Context): string {
    return asText(context.lookup(token[1] ?? ""));
  }
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function byName(headers: HeaderList): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

function readBody(bytes: Uint8Array): { text: string; body: unknown } {
  if (bytes.length > MAX_VIEW_BYTES) return { text: "", body: null };
  const text = new TextDecoder().decode(bytes);
  try {
    return { text, body: JSON.parse(text) };
  } catch {
    return { text, body: null };
  }
}
