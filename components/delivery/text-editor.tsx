"use client";

import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import { type CodeLanguage, loadLanguage } from "#components/requests/code-editor.tsx";
import { codeColors, codeTheme } from "#components/requests/code-theme.ts";
import { lineBreakOf } from "./line-breaks.ts";

type TextEditorProps = {
  id: string;
  /** Read when the editor is made; it keeps its own text from then on. */
  initialText: string;
  language: CodeLanguage | null;
  onChange: (text: string) => void;
};

/**
 * Text to edit, with undo. Nothing but what is typed changes: line ends and invisible characters
 * stay as they are. Named by `${id}-label` and described by `${id}-hint`.
 */
export function TextEditor({ id, initialText, language, onChange }: TextEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const first = useRef(initialText);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  useEffect(() => {
    let editor: EditorView | null = null;
    let stopped = false;
    loadLanguage(language).then((highlighting) => {
      if (stopped || !parent.current) return;
      const extensions = [...editing(id, first.current), highlighting];
      const tell = EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) latest.current(state.sliceDoc());
      });
      editor = new EditorView({
        parent: parent.current,
        state: EditorState.create({ doc: first.current, extensions: [...extensions, tell] }),
      });
    });
    return () => {
      stopped = true;
      editor?.destroy();
    };
  }, [id, language]);

  return (
    <div
      ref={parent}
      className="h-52 resize-y overflow-hidden sm:h-64 rounded-md border border-input bg-background"
    />
  );
}

function editing(id: string, text: string): Extension[] {
  const lineBreak = lineBreakOf(text);
  return [
    EditorState.lineSeparator.of(lineBreak),
    // The clipboard has line ends of its own.
    EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?|\n/g, lineBreak)),
    EditorView.contentAttributes.of({
      id,
      tabindex: "0",
      "aria-labelledby": `${id}-label`,
      "aria-describedby": `${id}-hint`,
    }),
    EditorView.lineWrapping,
    indentUnit.of("  "),
    lineNumbers(),
    drawSelection(),
    highlightSpecialChars(),
    placeholder("No body"),
    history(),
    // Tab stays the key that leaves the field.
    keymap.of([...standardKeymap, ...historyKeymap]),
    syntaxHighlighting(codeColors),
    codeTheme,
  ];
}
