import { type EditedLine, shortestEdit } from "./shortest-edit.ts";

/**
 * One line of a comparison. `alike`: how many characters at its start and end a changed line has in
 * common with its counterpart. `skipped` stands for lines that are the same on both sides.
 */
export type DiffLine =
  | { kind: "same"; text: string }
  | { kind: "removed" | "added"; text: string; alike: Alike }
  | { kind: "skipped"; count: number };

export type Alike = { start: number; end: number };

/** Lines around a change that are shown with it. */
const CONTEXT_LINES = 2;

/** What changed from one text to another, line by line; empty when nothing did. */
export function diffLines(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (end < shorter && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const same = (lines: string[]) => lines.map((text): EditedLine => ({ kind: "same", text }));
  return fold([
    ...same(a.slice(0, start)),
    ...shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ]);
}

/** Leaves out what is the same and far from every change. */
function fold(lines: EditedLine[]): DiffLine[] {
  const near = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== "same")
      near.fill(1, Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  }
  const counterpart = counterparts(lines);
  const folded: DiffLine[] = [];
  for (const [index, { kind, text }] of lines.entries()) {
    const last = folded.at(-1);
    if (near[index] === 1) {
      folded.push(
        kind === "same"
          ? { kind, text }
          : { kind, text, alike: alikeOf(text, counterpart.get(index)) },
      );
    } else if (last?.kind === "skipped") last.count += 1;
    else folded.push({ kind: "skipped", count: 1 });
  }
  return folded;
}

/** The text that each changed line had or got, where as many lines were put in as were taken out. */
function counterparts(lines: EditedLine[]): Map<number, string> {
  const found = new Map<number, string>();
  for (let index = 0; index < lines.length; ) {
    const out = runOf(lines, index, "removed");
    const into = runOf(lines, index + out, "added");
    for (let each = 0; out === into && each < out; each += 1) {
      found.set(index + each, lines[index + out + each]?.text ?? "");
      found.set(index + out + each, lines[index + each]?.text ?? "");
    }
    index += Math.max(1, out + into);
  }
  return found;
}

function runOf(lines: EditedLine[], from: number, kind: EditedLine["kind"]): number {
  let to = from;
  while (lines[to]?.kind === kind) to += 1;
  return to - from;
}

/** Never parts the two halves of a character beyond U+FFFF. */
function alikeOf(text: string, other: string | undefined): Alike {
  if (other === undefined) return { start: 0, end: 0 };
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start += 1;
  if (isHalf(text, start) || isHalf(other, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  if (isHalf(text, text.length - end) || isHalf(other, other.length - end)) end -= 1;
  return { start, end };
}

function isHalf(text: string, index: number): boolean {
  return (
    /^[\uDC00-\uDFFF]$/.test(text[index] ?? "") && /^[\uD800-\uDBFF]$/.test(text[index - 1] ?? "")
  );
}
