/** A header value such as `multipart/form-data; boundary=x`, taken apart. */
export type ParameterisedValue = {
  /** What stands before the first semicolon, trimmed and lower-cased. */
  value: string;
  /** Lower-cased names; the first of two wins. Quotes are gone, `\"` and `\\` are unescaped. */
  parameters: ReadonlyMap<string, string>;
};

const PARAMETER = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gs;

/** Reads a Content-Type or Content-Disposition (RFC 9110 §5.6.6); never fails, skips what it can't read. */
export function parseParameters(header: string | null): ParameterisedValue {
  const text = header ?? "";
  const end = text.indexOf(";");
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    // Only these two escapes: browsers send backslashes of Windows paths bare.
    const value = quoted === undefined ? plain.trim() : quoted.replace(/\\(["\\])/g, "$1");
    if (!parameters.has(key)) parameters.set(key, value);
  }
  return { value: (end < 0 ? text : text.slice(0, end)).trim().toLowerCase(), parameters };
}
