"use client";

import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
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
import { fillEditor } from "#components/requests/fill-editor.ts";
import { lineBreakOf } from "./line-breaks.ts";

type TextEditorProps = {
  id: string;
  /** Read when the editor is made; it keeps its own text from then on. */
  initialText: string;
  language: CodeLanguage | null;
  onChange: (text: string) => void;
};

/** Of longer texts what is typed is told when typing pauses: every telling copies them whole. */
const LONG_CHARS = 64 * 1024;
const TYPING_PAUSE_MS = 250;
/** Of longer ones every key would colour a line of that length anew. */
const MAX_HIGHLIGHTED_CHARS = 256 * 1024;

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
    let close = () => {};
    let stopped = false;
    const wanted = first.current.length > MAX_HIGHLIGHTED_CHARS ? null : language;
    loadLanguage(wanted).then((highlighting) => {
      if (stopped || !parent.current) return;
      const tell = (text: string) => latest.current(text);
      close = openEditor({ parent: parent.current, id, text: first.current, highlighting, tell });
    });
    return () => {
      stopped = true;
      close();
    };
  }, [id, language]);

  return (
    <div
      ref={parent}
      className="h-52 resize-y overflow-hidden sm:h-64 rounded-md border border-input bg-background"
    />
  );
}

/** Makes the editor, fills it, and gives what closes it. */
function openEditor(of: {
  parent: HTMLElement;
  id: string;
  text: string;
  highlighting: Extension;
  tell: (text: string) => void;
}): () => void {
  const { parent, id, text, highlighting, tell } = of;
  const readOnly = new Compartment();
  let closed = false;
  let filled = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const tellNow = () => {
    clearTimeout(pause);
    pause = undefined;
    tell(editor.state.sliceDoc());
  };
  const tellWaiting = () => {
    if (pause !== undefined) tellNow();
  };
  const changes = EditorView.updateListener.of(({ docChanged, state }) => {
    if (!docChanged || !filled) return;
    if (state.doc.length < LONG_CHARS) return tellNow();
    clearTimeout(pause);
    pause = setTimeout(tellNow, TYPING_PAUSE_MS);
  });
  const editor = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        ...editing(id, text),
        ...[highlighting, changes, readOnly.of(EditorState.readOnly.of(true))],
        // Who presses Send at once sends what was typed.
        EditorView.domEventHandlers({ blur: tellWaiting }),
      ],
    }),
  });
  void fillEditor(editor, text, () => closed).then(() => {
    if (closed) return;
    filled = true;
    editor.dispatch({ effects: readOnly.reconfigure([]) });
  });
  return () => {
    closed = true;
    tellWaiting();
    editor.destroy();
  };
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
