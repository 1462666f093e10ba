import { useEffect, useMemo, useState } from "react";
import { bytesFromBase64 } from "#components/requests/request-address.ts";
import type { AttemptResponse } from "#lib/delivery/schema.ts";
import { findHeader } from "#lib/http/headers.ts";
import { type Unpacked, unpackAnswer, unpackableFormat } from "./unpack-answer.ts";

/** An answer with its body. */
export type WholeResponse = AttemptResponse & { bodyBase64: string };

/** The bytes of an answer to show; `packedAs` names what they were unpacked from. */
export type AnswerBytes = {
  bytes: Uint8Array<ArrayBuffer>;
  packedAs: string | null;
  cut: boolean;
};

/**
 * The body of an answer, unpacked when it was compressed: what senders accept is passed on, so
 * targets compress for them. Null while unpacking.
 */
export function useAnswerBytes(response: WholeResponse): AnswerBytes | null {
  const { bodyBase64, headers, truncated } = response;
  const sent = useMemo(() => bytesFromBase64(bodyBase64), [bodyBase64]);
  const format =
    sent.length === 0 ? null : unpackableFormat(findHeader(headers, "content-encoding"));
  const [unpacked, setUnpacked] = useState<{ of: Uint8Array; result: Unpacked | null } | null>(
    null,
  );

  useEffect(() => {
    if (format === null) return;
    let stopped = false;
    void unpackAnswer(sent, format).then((result) => {
      if (!stopped) setUnpacked({ of: sent, result });
    });
    return () => {
      stopped = true;
    };
  }, [sent, format]);

  return useMemo(() => {
    const asSent: AnswerBytes = { bytes: sent, packedAs: null, cut: truncated };
    if (format === null) return asSent;
    if (unpacked?.of !== sent) return null;
    const { result } = unpacked;
    return result === null ? asSent : { ...result, packedAs: format, cut: result.cut || truncated };
  }, [sent, format, unpacked, truncated]);
}
