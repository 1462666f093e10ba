import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colors of syntax, from the page's own tokens so that both themes fit. */
export const codeColors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName, tags.attributeName], color: "var(--syntax-key)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--syntax-string)" },
  { tag: tags.number, color: "var(--syntax-number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--syntax-keyword)" },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: "var(--syntax-comment)" },
]);

/** The editor's looks. */
export const codeTheme = EditorView.theme({
  "&": {
    height: "100%",
    fontSize: "0.8125rem",
    backgroundColor: "transparent",
    color: "var(--foreground)",
  },
  "&.cm-focused": { outline: "2px solid var(--ring)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono, monospace)", lineHeight: "1.25rem" },
  ".cm-content": { padding: "0.5rem 0" },
  ".cm-line": { paddingRight: "0.75rem" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--muted-foreground)",
    border: "none",
  },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--secondary)",
    border: "none",
    color: "var(--muted-foreground)",
    padding: "0 0.25rem",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "color-mix(in oklch, var(--primary) 30%, transparent)" },
  ".cm-filterMatch": {
    backgroundColor: "color-mix(in oklch, var(--warning) 30%, transparent)",
    borderRadius: "2px",
  },
  ".cm-searchMatch": {
    backgroundColor: "color-mix(in oklch, var(--warning) 25%, transparent)",
    outline: "1px solid var(--warning)",
  },
  ".cm-searchMatch-selected": {
    backgroundColor: "color-mix(in oklch, var(--warning) 50%, transparent)",
  },
  ".cm-specialChar": { color: "var(--warning)" },
  ".cm-panels": { backgroundColor: "var(--card)", color: "var(--foreground)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "0.375rem 0.5rem", fontFamily: "var(--font-sans)" },
  ".cm-panel.cm-search [name=close]": { color: "var(--muted-foreground)", fontSize: "1rem" },
  ".cm-textfield": {
    backgroundColor: "var(--background)",
    border: "1px solid var(--input)",
    borderRadius: "var(--radius-sm, 4px)",
    padding: "0.125rem 0.375rem",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--secondary)",
    border: "1px solid var(--input)",
    borderRadius: "var(--radius-sm, 4px)",
  },
});
