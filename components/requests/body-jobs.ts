import { type BodyKind, decodeText, detectBodyKind } from "#lib/inspection/body-kind.ts";
import { prettyJson } from "#lib/inspection/pretty-json.ts";
import { type OutlineResult, outlineJson } from "./json-outline.ts";

/** What a body turned out to be. `text` is null for bytes that are no text. */
export type BodyAnalysis = {
  kind: BodyKind;
  detail: string;
  text: string | null;
  charset: string;
  /** Bytes that did not fit the charset show as U+FFFD in `text`. */
  replaced: boolean;
};

/** The work on a body that takes long when it is large, and what each kind gives. */
export type BodyJobs = {
  analyse: {
    input: { bytes: Uint8Array; contentType: string | null; contentEncoding: string | null };
    output: BodyAnalysis;
  };
  outline: { input: { text: string }; output: OutlineResult };
  pretty: { input: { text: string }; output: string };
};

export type BodyJobName = keyof BodyJobs;

/** Every job as a plain function, to be run here or in a worker. */
export const bodyJobs: {
  [Name in BodyJobName]: (input: BodyJobs[Name]["input"]) => BodyJobs[Name]["output"];
} = {
  analyse: ({ bytes, contentType, contentEncoding }) => {
    const { kind, detail } = detectBodyKind({ bytes, contentType, contentEncoding });
    const decoded = decodeText(bytes, contentType);
    const isText = kind !== "image" && kind !== "binary";
    return {
      kind,
      detail,
      text: isText ? decoded.text : null,
      charset: decoded.charset,
      replaced: decoded.replaced,
    };
  },
  outline: ({ text }) => outlineJson(text),
  pretty: ({ text }) => prettyJson(text),
};

/** How much there is to read, in bytes or UTF-16 code units. */
export function jobSize(input: BodyJobs[BodyJobName]["input"]): number {
  return "bytes" in input ? input.bytes.length : input.text.length;
}
