import { createScanner, type Scanner, SearchSyntaxError } from "./search-scanner.ts";
import type { SearchSubject } from "./search-subject.ts";
import { type SearchField, type SearchOperator, testField } from "./search-test.ts";

/** One condition. `value` is null where only the presence of the field is asked for. */
type Term = {
  negated: boolean;
  field: SearchField;
  operator: SearchOperator | null;
  value: string | null;
};

/** A search that can be asked, or what is wrong with its text and where (0-based character). */
export type CompiledSearch =
  | { ok: true; isEmpty: boolean; matches: (request: SearchSubject) => boolean }
  | { ok: false; message: string; position: number };

const MAX_CHARS = 1_000;
const MAX_TERMS = 50;

/**
 * Reads a search over captured requests. All terms must hold; the order does not matter.
 *
 * ```
 * order                      the word anywhere: method, path, query, headers, body
 * "two words"                the same with spaces; \" and \\ inside
 * -order   NOT order         must not hold
 * method:post                the method contains it          method=POST  is it
 * path:/orders               the path below the bin          query:page=2
 * header:X-Event             the header is there             header:X-Event=push  header:X-Event:pu
 * body:paid                  the body's text contains it
 * body.data.id               the JSON body has the field     body.items.0.sku   body.items.*.sku (any)
 * body.amount = 100          also != > >= < <= ; numbers compare as numbers
 * body.note contains fragile the same as body.note:fragile
 * status:verified            what the signature check said: verified, authenticated, failed,
 *                            unverifiable, or none
 * ```
 *
 * Upper and lower case are the same, but for the names of JSON fields. Spaces may stand around
 * `= != > >= < <=` and must around `contains`. There are no regular expressions: the time a search
 * takes grows with the request only. Of bodies the first mebibyte is searched.
 */
export function compileSearch(text: string): CompiledSearch {
  if (text.length > MAX_CHARS) {
    const message = `A search has at most ${MAX_CHARS} characters`;
    return { ok: false, message, position: MAX_CHARS };
  }
  try {
    const terms = readTerms(createScanner(text));
    const matches = (request: SearchSubject) => terms.every((term) => holds(term, request));
    return { ok: true, isEmpty: terms.length === 0, matches };
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    return { ok: false, message: error.message, position: error.position };
  }
}

function holds(term: Term, request: SearchSubject): boolean {
  return testField(request, term.field, term.operator, term.value) !== term.negated;
}

function readTerms(scanner: Scanner): Term[] {
  const terms: Term[] = [];
  for (;;) {
    scanner.skipSpaces();
    if (scanner.atEnd()) return terms;
    if (terms.length === MAX_TERMS) scanner.fail(`A search has at most ${MAX_TERMS} terms`);
    terms.push(readTerm(scanner));
  }
}

function readTerm(scanner: Scanner): Term {
  const negated = readNegation(scanner);
  const field = readField(scanner);
  if (field === null) {
    const value = scanner.value();
    return { negated, field: { kind: "anywhere" }, operator: ":", value };
  }
  const operator = scanner.operator();
  if (operator === null) {
    if (field.kind === "header" || field.kind === "json") {
      return { negated, field, operator, value: null };
    }
    return scanner.fail(`Write what ${field.kind} is to be, such as ${EXAMPLES[field.kind]}`);
  }
  if (operator !== ":") scanner.skipSpaces();
  return { negated, field, operator, value: scanner.value() };
}

const EXAMPLES: Record<Exclude<SearchField["kind"], "header" | "json">, string> = {
  anywhere: "order",
  method: "method:POST",
  path: "path:/orders",
  query: "query:page=2",
  body: "body:paid",
  status: "status:verified",
};

function readNegation(scanner: Scanner): boolean {
  if (scanner.take("-")) {
    if (scanner.atEnd() || scanner.isSpace()) scanner.fail("Write the term right after the minus");
    return true;
  }
  if (!scanner.takeWord("NOT")) return false;
  scanner.skipSpaces();
  if (scanner.atEnd()) scanner.fail("Write a term after NOT");
  return true;
}

/** The field that a term starts with; null when it is a plain word. */
function readField(scanner: Scanner): SearchField | null {
  const name = scanner.fieldName();
  switch (name) {
    case "method":
    case "path":
    case "query":
    case "status":
      return { kind: name };
    case "header":
      scanner.take(":");
      return { kind: "header", name: scanner.headerName() };
    case "body":
      return scanner.peek() === "." ? { kind: "json", path: scanner.jsonPath() } : { kind: "body" };
    case null:
      return null;
  }
}
