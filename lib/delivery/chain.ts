import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { newRequestId } from "#lib/ids.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import { Prisma } from "#prisma/client/client.ts";
import { MAX_CHAIN_LINKS } from "./chain-links.ts";
import { chainView, type Rendered, renderBody, renderText } from "./chain-template.ts";
import { type NewDelivery, PLAIN } from "./insert-deliveries.ts";
import { targetLane } from "./lane.ts";
import { forwardableHeaders } from "./outgoing-headers.ts";
import type { ClaimedDelivery } from "./queue.ts";
import type { AttemptResult } from "./send-attempt.ts";
import { readSettings } from "./target-input.ts";
import type { ChainLink } from "./target-settings.ts";

/**
 * The delivery that follows from a target's answer; null when the chain ends: the next target is
 * gone, or it shows why nothing was sent to it. That is after five links, where the chain comes
 * back (links may have been set at the same time), or when the answer cannot be carried on.
 */
export async function nextLink(
  claimed: ClaimedDelivery,
  link: ChainLink,
  { response }: AttemptResult,
  now: Date,
): Promise<NewDelivery | null> {
  if (!response) return null;
  const target = await db().target.findFirst({
    where: { id: link.targetId, binId: claimed.binId },
  });
  if (!target) return null;
  const refuse = async (message: string) => {
    await db().target.update({
      where: { id: target.id },
      data: { lastError: message, lastErrorAt: now },
    });
    return null;
  };
  if (claimed.depth >= MAX_CHAIN_LINKS) {
    return refuse(`The chain is longer than ${MAX_CHAIN_LINKS} links and ended before this target`);
  }
  if (await hasPassed(claimed, target.id)) {
    return refuse("The chain came back to this target: it ended here, not to go round in circles");
  }
  if (link.body === "response" && link.template.body === null && response.truncated) {
    return refuse("The answer before was larger than 128 KiB and was not carried on");
  }
  const captured = await db().capturedRequest.findUnique({
    where: { id: claimed.requestId },
    select: { headers: true, body: true },
  });
  const original = captured?.body ?? new Uint8Array();
  const capturedHeaders = storedHeaders(captured?.headers ?? "[]");
  const view = chainView({ response, original, headers: capturedHeaders });
  const url =
    link.template.url === null ? ok(target.url) : renderText(link.template.url, view, "url");
  const body = renderBody(link, view, { response: response.body, original });
  const headers = renderHeaders(link, view, {
    response: response.headers,
    captured: capturedHeaders,
  });
  const failed = [url, body, headers].find((part) => !part.ok);
  if (failed && !failed.ok) return refuse(`The chain's template failed: ${failed.message}`);
  if (!url.ok || !body.ok || !headers.ok) return null;
  if (!URL.canParse(url.value))
    return refuse(`The chain's template made no URL: ${url.value.slice(0, 200)}`);
  const { order } = readSettings(target.settings);
  return {
    ...PLAIN,
    id: newRequestId(),
    requestId: claimed.requestId,
    binId: claimed.binId,
    targetId: target.id,
    url: new URL(url.value).href,
    method: claimed.method ?? claimed.capturedMethod ?? "POST",
    headers: JSON.stringify(headers.value),
    body: body.value,
    bodyBytes: body.value.length,
    origin: "chain",
    lane: targetLane(target.id, null),
    ordered: order !== "parallel",
    parentId: claimed.id,
    depth: claimed.depth + 1,
  };
}

/** True when a delivery, or one that it follows from, went to this target. */
async function hasPassed({ parentId, targetId }: ClaimedDelivery, next: string): Promise<boolean> {
  if (targetId === next) return true;
  if (parentId === null) return false;
  const [row] = await db().$queryRaw<{ passed: boolean }[]>(Prisma.sql`
    WITH RECURSIVE passed AS (
      SELECT parent_id, target_id FROM deliveries WHERE id = ${parentId}::uuid
      UNION ALL
      SELECT before.parent_id, before.target_id
      FROM passed JOIN deliveries before ON before.id = passed.parent_id
    )
    SELECT coalesce(bool_or(target_id = ${next}), false) AS passed FROM passed`);
  return row?.passed ?? false;
}

function ok<Value>(value: Value): Rendered<Value> {
  return { ok: true, value };
}

/**
 * Those of the captured request, with the content type of the body that is sent, and the template's.
 * `CDN-Loop` is the captured one, so that circles end.
 */
function renderHeaders(
  link: ChainLink,
  view: ReturnType<typeof chainView>,
  from: { response: HeaderList; captured: HeaderList },
): Rendered<HeaderList> {
  const carriesAnswer = link.body === "response" && link.template.body === null;
  const types = from.response.filter(([name]) => name.toLowerCase() === "content-type");
  const base = forwardableHeaders(from.captured).filter(
    ([name]) => !carriesAnswer || !/^content-(?:type|encoding)$/i.test(name),
  );
  const added: HeaderList = [];
  for (const [name, template] of link.template.headers) {
    if (name.toLowerCase() === "cdn-loop") continue;
    const value = renderText(template, view, "header");
    if (!value.ok) return value;
    added.push([name, value.value]);
  }
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  const kept = [...base, ...(carriesAnswer ? types : [])];
  return ok([...kept.filter(([name]) => !names.has(name.toLowerCase())), ...added]);
}
