import {
  base64FromBytes,
  bytesFromBase64,
  utf8Text,
} from "#components/requests/request-address.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { headerText, parseHeaderText } from "./header-lines.ts";

/** The parts of a request that can be changed before sending, as they are typed. */
export type ResendDraft = {
  method: string;
  headers: string;
  /** Null: sent unchanged, since it is no text or too large to edit. */
  body: string | null;
  /** Appended to the target's URL; empty: as the target is set, for a URL by hand nothing. */
  path: string;
  query: string;
};

/** Where a request is sent: to a URL, or to a saved target. */
export type Destination = { target: string } | { targetId: string };

/** Whether it is signed anew; `force` insists, for a signature that had not verified. */
export type ResignWish = "off" | "on" | "force";

/** What `POST /requests/:id/deliveries` takes; what is absent stays as captured. */
export type ResendInput = Destination & {
  method?: string;
  headers?: HeaderList;
  bodyBase64?: string;
  path?: string;
  query?: string;
  resign?: true | "force";
};

/** The draft of a request that nobody has changed yet. */
export function draftOf(request: CapturedRequest): ResendDraft {
  const { method, headers, bodyBase64 } = request;
  const body = bodyBase64 === null ? null : utf8Text(bytesFromBase64(bodyBase64));
  return { method, headers: headerText(headers), body, path: "", query: "" };
}

/** Which parts of a draft differ from what was captured. */
export function changedParts(draft: ResendDraft, captured: ResendDraft) {
  return {
    method: draft.method.trim() !== captured.method,
    headers: draft.headers !== captured.headers,
    body: draft.body !== captured.body,
    address: draft.path.trim() !== "" || draft.query.trim() !== "",
  };
}

/** What to send to the API: the target and what was changed; or the line of the headers that can't be read. */
export function resendInput(
  to: Destination,
  draft: ResendDraft,
  captured: ResendDraft,
  resign: ResignWish,
): { ok: true; input: ResendInput } | { ok: false; line: number; message: string } {
  const changed = changedParts(draft, captured);
  const input: ResendInput = "target" in to ? { target: to.target.trim() } : { ...to };
  if (draft.path.trim() !== "") input.path = draft.path.trim();
  if (draft.query.trim() !== "") input.query = draft.query.trim().replace(/^\?/, "");
  if (resign !== "off") input.resign = resign === "force" ? "force" : true;
  if (changed.method) input.method = draft.method.trim();
  if (changed.headers) {
    const read = parseHeaderText(draft.headers);
    if (!read.ok) return read;
    input.headers = read.headers;
  }
  if (changed.body && draft.body !== null) {
    input.bodyBase64 = base64FromBytes(new TextEncoder().encode(draft.body));
  }
  return { ok: true, input };
}
