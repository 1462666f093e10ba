import { isId, isSlug } from "#lib/ids.ts";
import { WrongUsage } from "./stop.ts";

/** A bin as people name it: its id, the URL of its page, or the URL that takes its captures. */
export type BinReference = {
  by: "id" | "slug";
  value: string;
  /** Of the URL; null for a bare id. */
  origin: string | null;
};

const DEFAULT_SERVER = "http://127.0.0.1:3000";

/** Reads what stands for a bin. Throws WrongUsage when it can't be one. */
export function readBinReference(text: string): BinReference {
  if (isId(text)) return { by: "id", value: text, origin: null };
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) {
    const id = /^\/bins\/([^/]+)/.exec(url.pathname)?.[1] ?? "";
    if (isId(id)) return { by: "id", value: id, origin: url.origin };
    const slug = /^\/in\/([^/]+)/.exec(url.pathname)?.[1] ?? url.hostname.split(".")[0] ?? "";
    if (isSlug(slug)) return { by: "slug", value: slug, origin: url.origin };
  }
  throw new WrongUsage(
    `“${text}” is no bin: give its id, the URL of its page (…/bins/<id>) or its capture URL (…/in/<slug>).`,
  );
}

/** Where Hookglass runs: as said, or where the bin's URL leads, or on this machine. */
export function chooseServer(
  option: string | null,
  bin: BinReference | null,
  environment: NodeJS.ProcessEnv,
): string {
  const text = option ?? (environment.HOOKGLASS_SERVER || null);
  if (text === null) return bin?.origin ?? DEFAULT_SERVER;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const source = option === null ? "HOOKGLASS_SERVER" : "--server";
    throw new WrongUsage(`${source} must be an address such as ${DEFAULT_SERVER}, not “${text}”.`);
  }
  return url.origin;
}
