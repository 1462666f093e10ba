import type { ErrorCode } from "#lib/errors.ts";
import { formatBytes } from "#lib/format.ts";
import { MAX_JSON_BYTES } from "#lib/http/read-json.ts";
import { ERROR_STATUS } from "#lib/http/route.ts";
import { refTo } from "./json-schemas.ts";
import type { Body, Operation, QuotaSetting } from "./operation.ts";
import type { DescribedAnswer } from "./schema.ts";

/** The limits in force. */
export type DescribedLimits = Record<QuotaSetting, number> & {
  HOOKGLASS_RATE_LIMIT: boolean;
  HOOKGLASS_MAX_BODY_BYTES: number;
};

/** Every refusal that a call can answer, with when it happens. */
function refusalsOf(call: Operation, limits: DescribedLimits): Partial<Record<ErrorCode, string>> {
  const { access, body, method, query, quota, takesIdempotencyKey } = call;
  const takesInput = query !== undefined || body !== undefined || takesIdempotencyKey === true;
  return {
    ...(takesInput && {
      invalid_input: "What was sent is not as described; issues name the fields that are wrong.",
    }),
    ...(method !== "get" && { forbidden: "The call comes from another site's page." }),
    ...(access === "fullOwner" && {
      forbidden: "An API token may not do this, nor may another site's page.",
    }),
    ...((access === "owner" || access === "fullOwner" || access === "reader") && {
      not_found: "It is not there, or it is not yours.",
    }),
    ...(body && { too_large: tooLargeText(body, limits) }),
    ...(quota && limits.HOOKGLASS_RATE_LIMIT && { rate_limited: quotaText(quota, limits) }),
    ...(access !== "anyone" && {
      unavailable: "The database is away, or too much is asked for at once.",
    }),
    internal: "Something broke on the server; the message has a reference to quote.",
    ...call.refusals,
  };
}

function tooLargeText({ carriesBody, maxBytes }: Body, limits: DescribedLimits): string {
  return carriesBody
    ? `The JSON has more than a body of ${formatBytes(limits.HOOKGLASS_MAX_BODY_BYTES)} needs.`
    : `The JSON has more than ${formatBytes(maxBytes ?? MAX_JSON_BYTES)}.`;
}

function quotaText(quota: QuotaSetting, limits: DescribedLimits): string {
  const per = quota.endsWith("_PER_HOUR") ? "an hour" : "a minute";
  return `One address may do this ${limits[quota]} times ${per} (${quota}).`;
}

const RETRY_AFTER = {
  "Retry-After": {
    description: "Seconds until another try makes sense.",
    schema: { type: "integer", minimum: 1 },
  },
};

/** The refusals of a call by their HTTP status. */
export function describeRefusals(
  call: Operation,
  limits: DescribedLimits,
): Record<string, DescribedAnswer> {
  const refusals = Object.entries(refusalsOf(call, limits)) as [ErrorCode, string][];
  return Object.fromEntries(
    refusals.map(([code, when]) => [
      ERROR_STATUS[code],
      {
        description: `\`${code}\`: ${when}`,
        ...(code === "rate_limited" || code === "unavailable" ? { headers: RETRY_AFTER } : {}),
        content: { "application/json": { schema: refTo("Error") } },
      },
    ]),
  );
}
