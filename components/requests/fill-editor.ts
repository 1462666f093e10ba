import { Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

/** So much is handed over at a time: a dozen milliseconds on a slow phone. */
const PIECE_CHARS = 256 * 1024;

/**
 * Puts a text into an empty editor piece by piece, so that the page can do other things in between.
 * Not as the editor's first document: of that, a very long line is laid out whole before it is cut.
 * Undo knows nothing of it.
 */
export async function fillEditor(
  view: EditorView,
  text: string,
  isStopped: () => boolean,
): Promise<void> {
  for (let from = 0; from < text.length; ) {
    const to = pieceEnd(text, from);
    view.dispatch({
      changes: { from: view.state.doc.length, insert: text.slice(from, to) },
      annotations: Transaction.addToHistory.of(false),
    });
    from = to;
    await new Promise((resume) => setTimeout(resume));
    if (isStopped()) return;
  }
}

/** Never between CR and LF, which would count as two line ends. */
function pieceEnd(text: string, from: number): number {
  const end = from + PIECE_CHARS;
  return text[end - 1] === "\r" && text[end] === "\n" ? end + 1 : Math.min(end, text.length);
}
