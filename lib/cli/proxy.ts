import http from "node:http";
import https from "node:https";
import { EXIT, Stop } from "./stop.ts";

/** Which setting of the environment names a proxy for a server, and where that leads. */
export type ProxySetting = { name: string; host: string };

/** This machine is reached directly, as browsers do, whatever proxy is set. */
const NEVER_PROXIED = "localhost,127.0.0.1,::1,[::1]";
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The proxy on the way to a server, unless NO_PROXY says otherwise; null without one. Throws `Stop` for
 * a kind that Node.js cannot use: going past it unasked would be worse.
 */
export function proxySetting(server: string, environment: NodeJS.ProcessEnv): ProxySetting | null {
  const { protocol, hostname } = new URL(server);
  const name = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = environment[name.toLowerCase()] || environment[name];
  if (!value || LOOPBACK.test(hostname)) return null;
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol)) return { name, host: url.host };
  const message = `${name} must be an address such as http://proxy:8080: other kinds of proxies can't be used.`;
  throw new Stop(message, EXIT.usage);
}

/**
 * Connections to a server by way of the proxy that the environment names (in capitals or not): plain
 * requests are forwarded, https goes through a tunnel.
 */
export function proxyAgent(server: string, environment: NodeJS.ProcessEnv): http.Agent {
  const direct = environment.no_proxy || environment.NO_PROXY;
  const noProxy = direct ? `${direct},${NEVER_PROXIED}` : NEVER_PROXIED;
  const proxyEnv = { ...environment, NO_PROXY: noProxy, no_proxy: noProxy };
  const isProxied = proxySetting(server, environment) !== null;
  const options = { keepAlive: true, ...(isProxied ? { proxyEnv } : {}) };
  return server.startsWith("https:") ? new https.Agent(options) : new http.Agent(options);
}
