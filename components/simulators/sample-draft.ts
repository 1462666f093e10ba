import { headerText, parseHeaderText } from "#components/delivery/header-lines.ts";
import type { Breakage } from "#lib/simulators/break-sample.ts";
import type { SampleEdits, SampleRequest } from "#lib/simulators/build-sample.ts";
import type { SamplePreview } from "#lib/simulators/schema.ts";

/** The parts of a sample that can be changed before sending, as they are typed. */
export type SampleDraft = { method: string; path: string; headers: string; body: string };

/** What goes with a draft: where to, signed with what, broken how. */
export type SampleChoices = {
  provider: string;
  event: string;
  /** Null: the bin alone. */
  target: string | null;
  /** Empty: the bin's own. */
  secret: string;
  breakage: Breakage | null;
};

/** What `POST /bins/:id/samples` takes. */
export type SampleInput = {
  provider: string;
  event: string;
  id: string;
  edits?: SampleEdits;
  breakage?: Breakage;
  secret?: string;
  target?: string;
};

/** The draft of a sample that nobody has changed yet. */
export function draftOf({ method, path, headers, body }: SampleRequest): SampleDraft {
  return { method, path, headers: headerText(headers), body };
}

/** Which parts of a draft differ from what was built. */
export function changedParts(draft: SampleDraft, built: SampleDraft) {
  return {
    address: draft.method.trim() !== built.method || draft.path.trim() !== built.path,
    headers: draft.headers !== built.headers,
    body: draft.body !== built.body,
  };
}

/**
 * What to send to the API; or the line of the headers that can't be read. What was not changed is
 * left out: the server builds it anew, as of then.
 */
export function sampleInput(
  preview: SamplePreview,
  draft: SampleDraft,
  choices: SampleChoices,
): { ok: true; input: SampleInput } | { ok: false; line: number; message: string } {
  const built = draftOf(preview.request);
  const changed = changedParts(draft, built);
  const edits: SampleEdits = {};
  if (draft.method.trim() !== built.method) edits.method = draft.method.trim();
  if (draft.path.trim() !== built.path) edits.path = draft.path.trim();
  if (changed.body) edits.body = draft.body;
  if (changed.headers) {
    const read = parseHeaderText(draft.headers);
    if (!read.ok) return read;
    edits.headers = read.headers;
  }
  const { provider, event, breakage, secret, target } = choices;
  const input: SampleInput = { provider, event, id: preview.id };
  if (Object.keys(edits).length > 0) input.edits = edits;
  if (breakage !== null) input.breakage = breakage;
  if (secret !== "") input.secret = secret;
  if (target !== null) input.target = target.trim();
  return { ok: true, input };
}
