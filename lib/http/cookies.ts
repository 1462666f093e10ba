/** The cookies of a `Cookie` header; the first of a repeated name counts (RFC 6265 §5.4). */
export function parseCookies(header: string | null | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, equals)).trim();
    if (name !== "" && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** A `Set-Cookie` value: httpOnly, SameSite=Lax, host-only, for the whole site. */
export function setCookie(input: {
  name: string;
  value: string;
  maxAgeSeconds: number;
  secure: boolean;
}): string {
  const { name, value, maxAgeSeconds, secure } = input;
  const base = `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`;
  return secure ? `${base}; Secure` : base;
}
