import type { SearchOperator } from "./search-test.ts";

/** What is wrong with a search's text; never leaves search-grammar.ts. */
export class SearchSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const FIELD_NAMES = ["method", "path", "query", "status", "header", "body"] as const;
type FieldName = (typeof FIELD_NAMES)[number];

const OPERATORS: readonly SearchOperator[] = ["!=", ">=", "<=", "=", ">", "<", ":"];
const SPACE = /\s/;
const HEADER_CHARACTER = /[!#$%&'*+.^_`|~0-9A-Za-z-]/;
const NOT_IN_JSON_KEY = /[\s.:=!<>"]/;
const MAX_JSON_PATH = 32;

/** Reads a search's text from left to right. Everything that is wrong ends in SearchSyntaxError. */
export type Scanner = ReturnType<typeof createScanner>;

export function createScanner(text: string) {
  let at = 0;
  const peek = (offset = 0) => text[at + offset] ?? "";
  const atEnd = () => at >= text.length;
  const isSpace = () => SPACE.test(peek());

  function fail(message: string, position = at): never {
    throw new SearchSyntaxError(message, position);
  }

  function take(part: string): boolean {
    if (!text.startsWith(part, at)) return false;
    at += part.length;
    return true;
  }

  function skipSpaces(): void {
    while (!atEnd() && isSpace()) at += 1;
  }

  function takeWord(word: string): boolean {
    const after = text[at + word.length];
    if (!text.startsWith(word, at) || (after !== undefined && !SPACE.test(after))) return false;
    at += word.length;
    return true;
  }

  function quoted(): string {
    const start = at;
    at += 1;
    let value = "";
    while (!atEnd()) {
      const character = peek();
      at += 1;
      if (character === '"') return value;
      if (character === "\\" && (peek() === '"' || peek() === "\\")) {
        value += peek();
        at += 1;
      } else value += character;
    }
    return fail("The quotation mark is not closed", start);
  }

  function run(allowed: (character: string) => boolean): string {
    const start = at;
    while (!atEnd() && allowed(peek())) at += 1;
    return text.slice(start, at);
  }

  return {
    peek,
    atEnd,
    isSpace,
    fail,
    take,
    takeWord,
    skipSpaces,

    /** The name of a field, when a term starts with one that is then used as a field. */
    fieldName(): FieldName | null {
      const name = FIELD_NAMES.find(
        (known) => text.slice(at, at + known.length).toLowerCase() === known,
      );
      if (name === undefined) return null;
      const rest = text.slice(at + name.length);
      const used =
        name === "header"
          ? rest.startsWith(":")
          : name === "body" && rest.startsWith(".")
            ? true
            : /^(?::|\s*(?:!=|[=<>])|\s+contains\s)/i.test(rest);
      if (!used) return null;
      at += name.length;
      return name;
    },

    headerName(): string {
      const name = run((character) => HEADER_CHARACTER.test(character));
      return name === "" ? fail("Write the header's name, such as header:X-Event") : name;
    },

    /** `.a.b.0.*`, keys with other characters in quotation marks. */
    jsonPath(): string[] {
      const path: string[] = [];
      while (take(".")) {
        const key = peek() === '"' ? quoted() : run((c) => !NOT_IN_JSON_KEY.test(c));
        if (key === "") fail("Write the name of a field after the dot");
        path.push(key);
        if (path.length > MAX_JSON_PATH) fail(`A path has at most ${MAX_JSON_PATH} steps`);
      }
      return path;
    },

    /** The operator that comes next; null when the term ends here. */
    operator(): SearchOperator | null {
      const start = at;
      skipSpaces();
      const found = OPERATORS.find((operator) => text.startsWith(operator, at));
      if (found !== undefined && !(found === ":" && at > start)) {
        at += found.length;
        return found;
      }
      if (at > start && text.slice(at, at + 8).toLowerCase() === "contains") {
        const after = text[at + 8];
        if (after !== undefined && SPACE.test(after)) {
          at += 8;
          skipSpaces();
          return ":";
        }
      }
      at = start;
      return null;
    },

    /** A quoted value, or everything up to the next space. */
    value(): string {
      if (peek() === '"') return quoted();
      const value = run((character) => !SPACE.test(character));
      return value === "" ? fail("Write what to look for") : value;
    },
  };
}
