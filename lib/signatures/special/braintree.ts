import { decodeText, encodeBytes, utf8Bytes } from "#lib/signatures/encoding.ts";
import { type Collected, malformed, missing, shown } from "#lib/signatures/read-request.ts";
import { readForm } from "#lib/signatures/request-body.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { Signed, WriteContext } from "#lib/signatures/write-request.ts";

const MAX_PAIRS = 10;

/**
 * Braintree: the form field bt_signature is `publicKey|signature&publicKey|signature`, over
 * bt_payload as sent or with a line break more (braintree_node, webhook_notification_gateway).
 */
export function readBraintree({ request }: Run): Collected {
  const form = readForm(request);
  if (!form) return malformed("The body is not a form.");
  const pairs = form.get("bt_signature")?.trim() ?? "";
  const payload = form.get("bt_payload") ?? "";
  if (pairs === "") return missing("The form has no field bt_signature.");
  if (payload === "") return missing("The form has no field bt_payload.");
  const signatures = pairs
    .split("&")
    .slice(0, MAX_PAIRS)
    .flatMap((pair) => {
      const bar = pair.indexOf("|");
      return bar < 0 ? [] : [pair.slice(bar + 1).trim()];
    });
  if (signatures.length === 0) {
    return malformed("The field bt_signature holds no pair of public key and signature.", pairs);
  }
  const candidates = signatures.flatMap((text) => {
    const bytes = decodeText(text, "hex");
    return bytes && bytes.length > 0 ? [{ text, bytes }] : [];
  });
  if (candidates.length === 0) {
    return malformed("The signature in bt_signature is not valid hex.", pairs);
  }
  if (/[^A-Za-z0-9+=/\r\n]/.test(payload)) {
    return malformed("The field bt_payload has characters that base64 has not.");
  }
  const content = (text: string) => [{ name: "bt_payload", bytes: utf8Bytes(text) }];
  const claim = {
    timestamp: null,
    timestampMs: null,
    candidates,
    contents: [content(payload), content(`${payload}\n`)],
  };
  return { ok: true, claims: [claim], received: shown(pairs), place: "field bt_signature" };
}

/** Wraps the body into bt_payload, unless it is such a form already. */
export async function writeBraintree({ request, sign }: WriteContext): Promise<Signed> {
  const form = readForm(request);
  const payload = form?.get("bt_payload") ?? `${encodeBytes(request.body, "base64")}\n`;
  const publicKey = form?.get("bt_signature")?.split("|")[0] || "sample_public_key";
  const signature = await sign([{ name: "bt_payload", bytes: utf8Bytes(payload) }]);
  const signed = new URLSearchParams([
    ["bt_signature", `${publicKey}|${signature}`],
    ["bt_payload", payload],
  ]);
  return {
    ok: true,
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: utf8Bytes(signed.toString()),
  };
}
