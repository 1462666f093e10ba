/** One line of a comparison. `skipped` stands for lines that are the same on both sides. */
export type DiffLine =
  | { kind: "same" | "removed" | "added"; text: string }
  | { kind: "skipped"; count: number };

/** Lines around a change that are shown with it. */
const CONTEXT_LINES = 2;
/** Beyond so many comparisons the changed part is shown as one block taken out and one put in. */
const MAX_COMPARISONS = 250_000;

/** What changed from one text to another, line by line; empty when nothing did. */
export function diffLines(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (end < shorter && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const same = (lines: string[]) => lines.map((text) => ({ kind: "same", text }) as const);
  return fold([
    ...same(a.slice(0, start)),
    ...compare(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ]);
}

type PlainLine = Exclude<DiffLine, { kind: "skipped" }>;

/** By the longest common subsequence of lines. */
function compare(a: string[], b: string[]): PlainLine[] {
  const removed = (text = ""): PlainLine => ({ kind: "removed", text });
  const added = (text = ""): PlainLine => ({ kind: "added", text });
  if (a.length * b.length > MAX_COMPARISONS) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: PlainLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(a[i]));
      i += 1;
    } else {
      lines.push(added(b[j]));
      j += 1;
    }
  }
  return lines;
}

/** Leaves out what is the same and far from every change. */
function fold(lines: PlainLine[]): DiffLine[] {
  const near = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== "same")
      near.fill(1, Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  }
  const folded: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = folded.at(-1);
    if (near[index] === 1) folded.push(line);
    else if (last?.kind === "skipped") last.count += 1;
    else folded.push({ kind: "skipped", count: 1 });
  }
  return folded;
}
