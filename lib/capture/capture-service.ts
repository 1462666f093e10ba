import type { BinVerifier } from "#lib/bins/verifier.ts";
import { formatBytes } from "#lib/format.ts";
import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import type { TokenBuckets } from "#lib/http/token-bucket.ts";
import { isSlug, newRequestId } from "#lib/ids.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import { judgeRequest } from "#lib/requests/verify-request.ts";
import { chooseReply, type Reply, refusalReply } from "#lib/responses/default-reply.ts";
import type { BinCache } from "./bin-cache.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { RefusedRequest } from "./refusal-log.ts";

/** A request whose head has arrived, from either door. */
export type IncomingHead = {
  slug: string;
  method: string;
  target: string;
  httpVersion: string;
  remoteAddress: string;
  headers: HeaderList;
  receivedAt: Date;
  fidelity: "wire" | "normalized";
};

/** The rest of it. Times are milliseconds since `receivedAt`. */
export type IncomingBody = {
  bytes: Uint8Array;
  trailers: HeaderList;
  firstByteMs: number;
  lastByteMs: number;
};

/** Whether a body is worth reading. */
export type Admission = { ok: true; bin: BinVerifier } | { ok: false; reply: Reply };

export type CaptureService = {
  readonly maxBodyBytes: number;
  /** Finds the bin and applies the limits that the head alone decides. */
  admit: (head: IncomingHead) => Admission | Promise<Admission>;
  /** Says no to a body that turned out too large, and records it. */
  refuseBody: (bin: BinVerifier, head: IncomingHead) => Reply;
  /** Checks, stores and, once it is committed, answers. */
  capture: (bin: BinVerifier, head: IncomingHead, body: IncomingBody) => Promise<Reply>;
};

const BUSY_RETRY_AFTER_SECONDS = 2;

/** The reply when there is no room or no database: nothing was stored, and the sender should retry. */
export function busyReply(outcome: "queue_full" | "unavailable"): Reply {
  const message =
    outcome === "queue_full"
      ? "More is arriving than can be stored: try again"
      : "The database is away, nothing was stored: try again";
  return refusalReply({
    status: 503,
    code: "unavailable",
    message,
    retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS,
  });
}

/** The one capture core behind both doors. A failed signature check never stops a capture. */
export function createCaptureService(input: {
  bins: BinCache;
  commits: GroupCommit<StoredRequest>;
  /** Null: no rate limit. */
  rateLimit: TokenBuckets | null;
  maxBodyBytes: number;
  recordRefusal: (refused: RefusedRequest) => void;
}): CaptureService {
  const { bins, commits, rateLimit, maxBodyBytes, recordRefusal } = input;

  function refuse(
    bin: BinVerifier,
    head: IncomingHead,
    reason: RefusedRequest["reason"],
    status: number,
  ) {
    recordRefusal({
      binId: bin.id,
      reason,
      status,
      at: head.receivedAt,
      method: head.method,
      path: pathBelowBin(head.target),
      headers: head.headers,
      remoteAddress: head.remoteAddress,
      declaredBytes: declaredBytes(head.headers),
    });
  }

  function refuseBody(bin: BinVerifier, head: IncomingHead): Reply {
    refuse(bin, head, "body_too_large", 413);
    return refusalReply({
      status: 413,
      code: "too_large",
      message: `Bodies of up to ${formatBytes(maxBodyBytes)} are kept; this one is larger and was not stored`,
      details: { maxBodyBytes },
    });
  }

  function judge(bin: BinVerifier | null, head: IncomingHead): Admission {
    if (!bin) {
      const message =
        "There is no bin at this address: it expired, was deleted, or the address is mistyped. Open Hookglass in a browser to get a new one.";
      return { ok: false, reply: refusalReply({ status: 404, code: "not_found", message }) };
    }
    const waitMs = rateLimit?.take(bin.id, head.receivedAt.getTime()) ?? 0;
    if (waitMs > 0) {
      refuse(bin, head, "rate_limited", 429);
      const message = "This bin takes no more requests this minute; this one was not stored";
      const retryAfterSeconds = Math.ceil(waitMs / 1000);
      return {
        ok: false,
        reply: refusalReply({ status: 429, code: "rate_limited", message, retryAfterSeconds }),
      };
    }
    if ((declaredBytes(head.headers) ?? 0) > maxBodyBytes) {
      return { ok: false, reply: refuseBody(bin, head) };
    }
    return { ok: true, bin };
  }

  return {
    maxBodyBytes,
    refuseBody,
    admit(head) {
      // What no bin can be called is not looked up, nor kept in memory as unknown.
      if (!isSlug(head.slug)) return judge(null, head);
      const found = bins.find(head.slug);
      if (!(found instanceof Promise)) return judge(found, head);
      return found.then(
        (bin) => judge(bin, head),
        () => ({ ok: false, reply: busyReply("unavailable") }),
      );
    },
    async capture(bin, head, body) {
      // Field by field, and no await where nothing is checked: this is what every capture pays for.
      const { method, target, headers, receivedAt } = head;
      const verificationStatus = bin.signature
        ? await judgeRequest(bin, { method, target, headers, body: body.bytes, receivedAt })
        : null;
      const id = newRequestId();
      const reply = chooseReply({ id, method, headers });
      const outcome = await commits.add({
        id,
        binId: bin.id,
        receivedAt,
        method,
        target,
        httpVersion: head.httpVersion,
        remoteAddress: head.remoteAddress,
        headers,
        trailers: body.trailers,
        body: body.bytes,
        contentType: findHeader(headers, "content-type"),
        firstByteMs: body.firstByteMs,
        lastByteMs: body.lastByteMs,
        replyStatus: reply.status,
        verificationStatus,
        fidelity: head.fidelity,
      });
      return outcome === "stored" ? reply : busyReply(outcome);
    },
  };
}

function declaredBytes(headers: HeaderList): number | null {
  const text = findHeader(headers, "content-length");
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
