/**
 * What ends the lines of a text, for an editor that must give every byte back: CRLF where each line
 * ends so, else LF, and a lone CR is then a character of its line.
 */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  if (!text.includes("\r\n")) return "\n";
  return /(?:^|[^\r])\n|\r(?!\n)/.test(text) ? "\n" : "\r\n";
}
