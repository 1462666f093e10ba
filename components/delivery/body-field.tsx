"use client";

import { useMemo } from "react";
import { bytesFromBase64 } from "#components/requests/request-address.ts";
import { findHeader } from "#lib/http/headers.ts";
import { type DetectedBody, detectBodyKind } from "#lib/inspection/body-kind.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { BodyHint, SentUnchanged } from "./body-hint.tsx";
import { LazyTextEditor } from "./lazy-text-editor.tsx";
import { ResendField } from "./resend-field.tsx";

/** The body as text to edit; what is no text, or too large, is sent as it is. */
export function BodyField(props: {
  id: string;
  request: CapturedRequest;
  /** Null: it can't be edited. */
  value: string | null;
  captured: string | null;
  /** It gets a new signature. */
  resigned: boolean;
  onChange: (text: string) => void;
  problem: string | undefined;
}) {
  const { id, request, value, captured, resigned, onChange, problem } = props;
  const found = useMemo(() => detectedBody(request), [request]);
  if (value === null || captured === null) {
    return <SentUnchanged bodyBytes={request.bodyBytes} detail={found?.detail ?? null} />;
  }
  const kind = found?.kind;
  const language = kind === "json" || kind === "xml" || kind === "html" ? kind : null;
  return (
    <ResendField
      id={id}
      label="Body"
      labelHidden
      problem={problem}
      hint={
        <BodyHint
          value={value}
          bodyBytes={request.bodyBytes}
          changed={value !== captured}
          isJson={kind === "json"}
          signed={!resigned && request.verification?.status === "verified"}
        />
      }
    >
      <LazyTextEditor id={id} initialText={value} language={language} onChange={onChange} />
    </ResendField>
  );
}

/** What the body is; null when it is too large to be there. */
function detectedBody(request: CapturedRequest): DetectedBody | null {
  const { bodyBase64, contentType, headers } = request;
  if (bodyBase64 === null) return null;
  const contentEncoding = findHeader(headers, "content-encoding");
  return detectBodyKind({ bytes: bytesFromBase64(bodyBase64), contentType, contentEncoding });
}
