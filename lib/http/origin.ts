import { env } from "#lib/env.ts";

const KEY = Symbol.for("hookglass.listening");
const store = globalThis as { [KEY]?: string };

/** server.ts says where it listens (`http://127.0.0.1:3000`), once the port is known. */
export function setListeningOrigin(origin: string): void {
  store[KEY] = origin;
}

/** True when server.ts runs in this process: what it tells the routes then comes from nobody else. */
export function hasOwnServer(): boolean {
  return store[KEY] !== undefined;
}

/** The address of this very process, for requests to itself. */
export function listeningOrigin(): string {
  return store[KEY] ?? `http://127.0.0.1:${env().PORT}`;
}

/** The address that people open. */
export function publicOrigin(): string {
  return env().HOOKGLASS_PUBLIC_ORIGIN ?? listeningOrigin();
}

/** True when cookies can be `Secure`. */
export function isHttps(): boolean {
  return publicOrigin().startsWith("https://");
}

/** The origin of the addresses that providers send to: a host of its own when one is set. */
export function captureOrigin(): string {
  return env().HOOKGLASS_CAPTURE_ORIGIN ?? publicOrigin();
}

/** The address that providers send to: `…/in/<slug>`. */
export function captureUrlOf(slug: string): string {
  return `${captureOrigin()}/in/${slug}`;
}

/** The origins of our own pages. The capture origin is none: what it serves may be anybody's. */
export function pageOrigins(): string[] {
  return [listeningOrigin(), publicOrigin()];
}

/** Every origin under which this server is known. */
export function ownOrigins(): string[] {
  const { HOOKGLASS_CAPTURE_ORIGIN } = env();
  return [...pageOrigins(), ...(HOOKGLASS_CAPTURE_ORIGIN ? [HOOKGLASS_CAPTURE_ORIGIN] : [])];
}
