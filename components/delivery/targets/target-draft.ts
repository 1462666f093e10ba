import { headerText, parseHeaderText } from "#components/delivery/header-lines.ts";
import type { Target, TargetInput } from "#lib/delivery/schema.ts";
import { DEFAULT_SETTINGS, type TargetSettings } from "#lib/delivery/target-settings.ts";
import { type RetryDraft, readRetry, retryDraftOf } from "./retry-draft.ts";

type TypedSettings =
  | "addHeaders"
  | "removeHeaders"
  | "timeoutMs"
  | "orderKey"
  | "concurrency"
  | "ratePerSecond"
  | "retry"
  | "successStatuses"
  | "neverRetryStatuses"
  | "signatureScheme"
  | "chain";

/** A chain link as it is typed; an empty text is no template. */
export type ChainDraft = {
  targetId: string;
  body: "response" | "original";
  url: string;
  headers: string;
  bodyTemplate: string;
};

/** The settings of a target as they are typed: numbers and lists are text. */
export type TargetDraft = Omit<TargetSettings, TypedSettings> & {
  name: string;
  url: string;
  addHeaders: string;
  removeHeaders: string;
  timeoutSeconds: string;
  orderKey: string;
  concurrency: string;
  ratePerSecond: string;
  retry: RetryDraft;
  successStatuses: string;
  neverRetryStatuses: string;
  signatureScheme: string;
  /** A new one; empty: what is stored stays. */
  secret: string;
  chain: ChainDraft | null;
};

/** What is wrong with a draft, by field. */
export type TargetProblems = Partial<Record<keyof TargetDraft | "other", string>>;

/** What the form starts with: a target, or the defaults for a new one. */
export function targetDraftOf(target: Target | null): TargetDraft {
  const settings = target ?? DEFAULT_SETTINGS;
  const { forward, appendPath, appendQuery, verifyTls, filter, onlyVerified } = settings;
  const { order, deliverOnce, resign, chain } = settings;
  return {
    ...{ forward, appendPath, appendQuery, verifyTls, filter, onlyVerified },
    ...{ order, deliverOnce, resign },
    name: target?.name ?? "",
    url: target?.url ?? "",
    addHeaders: headerText(settings.addHeaders),
    removeHeaders: settings.removeHeaders.join(", "),
    timeoutSeconds: String(settings.timeoutMs / 1000),
    orderKey: settings.orderKey ?? "",
    concurrency: String(settings.concurrency),
    ratePerSecond: settings.ratePerSecond === null ? "" : String(settings.ratePerSecond),
    retry: retryDraftOf(settings.retry),
    successStatuses: settings.successStatuses.join(", "),
    neverRetryStatuses: settings.neverRetryStatuses.join(", "),
    signatureScheme: settings.signatureScheme ?? "",
    secret: "",
    chain: chain && {
      targetId: chain.targetId,
      body: chain.body,
      url: chain.template.url ?? "",
      headers: headerText(chain.template.headers),
      bodyTemplate: chain.template.body ?? "",
    },
  };
}

/** What to send to the API, or what can't be read of what was typed. Ranges are the server's to judge. */
export function targetInput(
  draft: TargetDraft,
): { ok: true; input: TargetInput } | { ok: false; problems: TargetProblems } {
  const problems: TargetProblems = {};
  const { name, url, forward, appendPath, appendQuery, verifyTls, onlyVerified, order } = draft;
  const added = parseHeaderText(draft.addHeaders);
  if (!added.ok) problems.addHeaders = `Line ${added.line}: ${added.message}.`;
  const retry = readRetry(draft.retry);
  if (!retry.ok) problems.retry = retry.message;
  const chain = readChain(draft.chain);
  if (typeof chain === "string") problems.chain = chain;
  const rate = draft.ratePerSecond.trim();
  const number = (field: "timeoutSeconds" | "concurrency" | "ratePerSecond") => {
    const value = Number(draft[field]);
    if (draft[field].trim() === "" || !Number.isFinite(value)) problems[field] = "Write a number.";
    return value;
  };
  const input = {
    ...{ name: name.trim(), url: url.trim(), forward, appendPath, appendQuery, verifyTls },
    ...{ onlyVerified, order, deliverOnce: draft.deliverOnce, resign: draft.resign },
    filter: draft.filter.trim(),
    addHeaders: added.ok ? added.headers : [],
    removeHeaders: words(draft.removeHeaders),
    timeoutMs: Math.round(number("timeoutSeconds") * 1000),
    orderKey: order === "key" ? draft.orderKey.trim() : null,
    concurrency: number("concurrency"),
    ratePerSecond: rate === "" ? null : number("ratePerSecond"),
    retry: retry.ok ? retry.policy : DEFAULT_SETTINGS.retry,
    successStatuses: words(draft.successStatuses).map((word) => word.toLowerCase()),
    neverRetryStatuses: words(draft.neverRetryStatuses).map(Number),
    signatureScheme: draft.resign === "own" ? draft.signatureScheme : null,
    chain: typeof chain === "string" ? null : chain,
    ...(draft.resign === "own" && draft.secret !== "" ? { secret: draft.secret } : {}),
  };
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, input };
}

function readChain(draft: ChainDraft | null): (TargetInput["chain"] & {}) | null | string {
  if (draft === null) return null;
  if (draft.targetId === "") return "Choose the target that comes next.";
  const headers = parseHeaderText(draft.headers);
  if (!headers.ok) return `Headers, line ${headers.line}: ${headers.message}.`;
  const template = {
    url: draft.url.trim() === "" ? null : draft.url.trim(),
    headers: headers.headers,
    body: draft.bodyTemplate === "" ? null : draft.bodyTemplate,
  };
  return { targetId: draft.targetId, body: draft.body, template };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
