import type { BinDetail, Limits } from "#lib/bins/schema.ts";
import { formatBytes } from "#lib/format.ts";

type LimitRow = { name: string; value: string; effect: string; setting: string };

/** Every limit of a bin: how much, what happens when it bites, and the setting that changes it. */
function limitRows(limits: Limits, owner: BinDetail["owner"]): LimitRow[] {
  return [
    {
      name: "Requests kept",
      value: `newest ${limits.maxRequests.toLocaleString("en")}`,
      effect: "When one more arrives, the oldest goes. Pinned requests stay and are not counted.",
      setting: "HOOKGLASS_MAX_REQUESTS_PER_BIN",
    },
    {
      name: "Body size",
      value: `up to ${formatBytes(limits.maxBodyBytes)}`,
      effect: "A larger request is answered 413 and not kept; you see here that it was refused.",
      setting: "HOOKGLASS_MAX_BODY_BYTES",
    },
    {
      name: "Rate",
      value:
        limits.capturesPerMinute === null
          ? "not limited"
          : `${limits.capturesPerMinute.toLocaleString("en")} a minute`,
      effect:
        limits.capturesPerMinute === null
          ? "Rate limiting is off on this server (HOOKGLASS_RATE_LIMIT)."
          : "Requests above it are answered 429 with Retry-After; you see here that they were refused.",
      setting: "HOOKGLASS_CAPTURES_PER_MINUTE",
    },
    {
      name: "Deliveries",
      value:
        limits.deliveriesPerMinute === null
          ? "not limited"
          : `${limits.deliveriesPerMinute.toLocaleString("en")} a minute`,
      effect:
        limits.deliveriesPerMinute === null
          ? "Rate limiting is off on this server (HOOKGLASS_RATE_LIMIT)."
          : "Of all your bins together. The rest wait for their turn.",
      setting: "HOOKGLASS_DELIVERIES_PER_MINUTE",
    },
    {
      name: "Dead letters kept",
      value: `newest ${limits.maxDeadLetters.toLocaleString("en")}`,
      effect:
        "Beside the requests kept, which they do not count among. When one more dies, the oldest goes.",
      setting: "HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN",
    },
    owner === "account"
      ? {
          name: "Lifetime",
          value: "until you delete it",
          effect: "This bin belongs to your account and does not expire.",
          setting: "HOOKGLASS_RETENTION_DAYS",
        }
      : {
          name: "Lifetime",
          value: `${limits.retentionDays} days after the last request`,
          effect:
            "Then the bin goes with everything in it. Each new request starts the time again; signing in keeps the bin.",
          setting: "HOOKGLASS_RETENTION_DAYS",
        },
  ];
}

/** The limits as a list of definitions. */
export function LimitsExplained({ limits, owner }: { limits: Limits; owner: BinDetail["owner"] }) {
  return (
    <dl className="flex flex-col gap-3">
      {limitRows(limits, owner).map((row) => (
        <div key={row.name} className="flex flex-col gap-0.5">
          <dt className="flex flex-wrap items-baseline justify-between gap-x-3 font-medium">
            {row.name}
            <span className="font-normal tabular-nums">{row.value}</span>
          </dt>
          <dd className="text-muted-foreground text-xs leading-4.5">
            {row.effect}{" "}
            <code className="inline-block font-mono text-[0.6875rem]">{row.setting}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
