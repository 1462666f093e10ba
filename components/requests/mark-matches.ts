import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** Marks every occurrence of `query` in the lines in view; letters match in either case. */
export function markMatches(query: string): Extension {
  if (query === "") return [];
  const decorator = new MatchDecorator({
    regexp: new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "gi"),
    decoration: Decoration.mark({ class: "cm-filterMatch" }),
  });
  return ViewPlugin.define<{ decorations: DecorationSet; update: (update: ViewUpdate) => void }>(
    (view: EditorView) => ({
      decorations: decorator.createDeco(view),
      update(update) {
        this.decorations = decorator.updateDeco(update, this.decorations);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}
