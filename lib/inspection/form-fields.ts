/** One `name=value` of a form body or query string, decoded. */
export type FormField = { name: string; value: string };

// Runs of escapes that are shaped like UTF-8; bounded, so that the regex engine's stack is too.
const UTF8_ESCAPES =
  /(?:%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}){1,1000}/gi;

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** Percent-decodes as UTF-8. Escapes that are malformed or no UTF-8 stay as they were sent. */
export function decodePercent(text: string): string {
  return text.includes("%") ? text.replace(UTF8_ESCAPES, decodeRun) : text;
}

function decodeField(text: string): string {
  return decodePercent(text.replaceAll("+", " "));
}

/**
 * Fields of an `application/x-www-form-urlencoded` text or a query string without "?", in order,
 * duplicates kept (WHATWG URL §5.1, but bad escapes stay visible instead of becoming U+FFFD).
 */
export function parseFormFields(text: string): FormField[] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 0) return { name: decodeField(pair), value: "" };
      return {
        name: decodeField(pair.slice(0, equals)),
        value: decodeField(pair.slice(equals + 1)),
      };
    });
}
