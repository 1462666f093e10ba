"use client";

import { codeFolding, foldGutter, foldKeymap, syntaxHighlighting } from "@codemirror/language";
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { SearchIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { codeColors, codeTheme } from "./code-theme.ts";
import { fillEditor } from "./fill-editor.ts";
import { markMatches } from "./mark-matches.ts";

/** The languages that are highlighted. */
export type CodeLanguage = "json" | "xml" | "html";

/** Beyond this many characters highlighting costs more than it tells. */
const MAX_HIGHLIGHTED_CHARS = 2 * 1024 * 1024;

/** Text in a viewport-rendered, read-only editor. */
export function CodeEditor({
  text,
  language,
  label,
  query,
}: {
  text: string;
  language: CodeLanguage | null;
  label: string;
  /** Marked wherever it occurs. */
  query: string;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);

  useEffect(() => {
    let current: EditorView | null = null;
    let stopped = false;
    const wanted = text.length > MAX_HIGHLIGHTED_CHARS ? null : language;
    loadLanguage(wanted).then((highlighting) => {
      if (stopped || !parent.current) return;
      current = new EditorView({
        parent: parent.current,
        state: EditorState.create({
          extensions: [...baseExtensions(label), markMatches(query), highlighting],
        }),
      });
      view.current = current;
      void fillEditor(current, text, () => stopped);
    });
    return () => {
      stopped = true;
      current?.destroy();
      view.current = null;
    };
  }, [text, language, label, query]);

  return (
    <div className="relative h-full min-h-0 flex-1">
      <div ref={parent} className="h-full" />
      <Button
        variant="outline"
        size="icon-sm"
        aria-label="Find in this text"
        className="absolute right-4 bottom-3 shadow-sm"
        onClick={() => view.current && openSearchPanel(view.current)}
      >
        <SearchIcon />
      </Button>
    </div>
  );
}

function baseExtensions(label: string): Extension[] {
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label }),
    EditorView.lineWrapping,
    lineNumbers(),
    codeFolding(),
    foldGutter(),
    drawSelection(),
    highlightSpecialChars(),
    search({ top: true }),
    keymap.of([
      {
        key: "Mod-a",
        run: (editor) => {
          editor.dispatch({ selection: { anchor: 0, head: editor.state.doc.length } });
          return true;
        },
      },
      ...searchKeymap,
      ...foldKeymap,
    ]),
    syntaxHighlighting(codeColors),
    codeTheme,
  ];
}

/** The extension that highlights a language, loaded when first asked for. */
export async function loadLanguage(language: CodeLanguage | null): Promise<Extension> {
  switch (language) {
    case "json":
      return (await import("@codemirror/lang-json")).json();
    case "xml":
      return (await import("@codemirror/lang-xml")).xml();
    case "html":
      return (await import("@codemirror/lang-html")).html();
    case null:
      return [];
  }
}
