import { decodeSignature, utf8Bytes } from "#lib/signatures/encoding.ts";
import {
  type Claim,
  type Collected,
  malformed,
  missing,
  shown,
} from "#lib/signatures/read-request.ts";
import { fieldOf, readJson, textOf } from "#lib/signatures/request-body.ts";
import type { Content } from "#lib/signatures/template.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import { refuse, type Signed, type WriteContext } from "#lib/signatures/write-request.ts";

const MAX_ITEMS = 64;

/** The fields that are signed, in their order, joined by colons; absent ones are empty. */
function contentOf(item: unknown): Content {
  const amount = fieldOf(item, "amount");
  const values: [string, string | null][] = [
    ["pspReference", textOf(item, "pspReference")],
    ["originalReference", textOf(item, "originalReference")],
    ["merchantAccountCode", textOf(item, "merchantAccountCode")],
    ["merchantReference", textOf(item, "merchantReference")],
    ["amount.value", textOf(amount, "value")],
    ["amount.currency", textOf(amount, "currency")],
    ["eventCode", textOf(item, "eventCode")],
    ["success", successOf(item)],
  ];
  return values.flatMap(([name, text], index) => [
    ...(index > 0 ? [{ name: "literal", bytes: utf8Bytes(":") }] : []),
    { name, bytes: utf8Bytes(text ?? "") },
  ]);
}

function successOf(item: unknown): string | null {
  const success = fieldOf(item, "success");
  return typeof success === "boolean" ? String(success) : textOf(item, "success");
}

function itemsOf(json: unknown): unknown[] | null {
  const items = fieldOf(json, "notificationItems");
  if (!Array.isArray(items)) return null;
  return items.map((entry) => fieldOf(entry, "NotificationRequestItem") ?? entry);
}

/** Adyen's classic notifications: every item of the body has a signature, and each must be right. */
export function readAdyen({ request }: Run): Collected {
  const items = itemsOf(readJson(request.body));
  if (items === null || items.length === 0) {
    return malformed("The body is not JSON with a list of notificationItems.");
  }
  if (items.length > MAX_ITEMS) return malformed(`The body has more than ${MAX_ITEMS} items.`);
  const claims: Claim[] = [];
  for (const item of items) {
    const text = textOf(fieldOf(item, "additionalData"), "hmacSignature")?.trim() ?? "";
    if (text === "") return missing("An item has no additionalData.hmacSignature.");
    const bytes = decodeSignature(text, "base64");
    if (bytes === null) return malformed("The signature of an item is not valid base64.", text);
    claims.push({
      timestamp: null,
      timestampMs: null,
      candidates: [{ text, bytes }],
      contents: [contentOf(item)],
    });
  }
  const received = claims.flatMap(({ candidates }) => candidates.map(({ text }) => text));
  return {
    ok: true,
    claims,
    received: shown(received.join(", ")),
    place: "signature in every item",
    all: true,
  };
}

/** Puts a signature into every item. */
export async function writeAdyen({ request, sign }: WriteContext): Promise<Signed> {
  const json = readJson(request.body);
  const items = itemsOf(json);
  if (items === null || items.length === 0 || typeof json !== "object") {
    return refuse("Adyen's signatures go into notificationItems, which the body does not have.");
  }
  const notificationItems = await Promise.all(
    items.map(async (item) => {
      const additionalData = fieldOf(item, "additionalData");
      const hmacSignature = await sign(contentOf(item));
      return {
        NotificationRequestItem: {
          ...(typeof item === "object" ? item : {}),
          additionalData: {
            ...(typeof additionalData === "object" ? additionalData : {}),
            hmacSignature,
          },
        },
      };
    }),
  );
  return {
    ok: true,
    headers: [],
    body: utf8Bytes(JSON.stringify({ ...json, notificationItems })),
  };
}
