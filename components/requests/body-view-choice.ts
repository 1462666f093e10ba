import type { BodyKind } from "#lib/inspection/body-kind.ts";

/** The ways a body can be shown. */
export type BodyView = "tree" | "pretty" | "text" | "form" | "parts" | "image" | "hex";

export const VIEW_LABELS: Record<BodyView, string> = {
  tree: "Tree",
  pretty: "Pretty",
  text: "Text",
  form: "Form",
  parts: "Parts",
  image: "Image",
  hex: "Hex",
};

/** Which view the reader chose for each kind of body. */
export type ViewChoices = {
  chosen: Readonly<Partial<Record<BodyKind, BodyView>>>;
  choose: (kind: BodyKind, view: BodyView) => void;
};

const VIEWS: Record<BodyKind, readonly BodyView[]> = {
  empty: [],
  json: ["tree", "pretty", "text", "hex"],
  form: ["form", "text", "hex"],
  multipart: ["parts", "text", "hex"],
  xml: ["text", "hex"],
  html: ["text", "hex"],
  text: ["text", "hex"],
  image: ["image", "hex"],
  binary: ["hex"],
};

/** Larger trees are offered, not built unasked. */
export const AUTO_TREE_BYTES = 2 * 1024 * 1024;

/** The views that fit a kind of body, the best first. */
export function viewsOf(kind: BodyKind): readonly BodyView[] {
  return VIEWS[kind];
}

/** The view to show: the reader's choice, except that no large tree is built for a choice made elsewhere. */
export function viewFor(kind: BodyKind, bytes: number, chosen: BodyView | undefined): BodyView {
  const views = viewsOf(kind);
  const wanted = chosen !== undefined && views.includes(chosen) ? chosen : (views[0] ?? "hex");
  return wanted === "tree" && bytes > AUTO_TREE_BYTES ? "pretty" : wanted;
}
