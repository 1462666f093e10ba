/** True for `Authorization: Bearer …` (RFC 6750 §2.1), whatever the token. */
export function isBearer(authorization: string | null): boolean {
  return /^bearer(?: |$)/i.test(authorization ?? "");
}

/** The token of `Authorization: Bearer …`; null when there is none or it is malformed. */
export function bearerToken(authorization: string | null): string | null {
  return /^bearer +([\w-]+)$/i.exec(authorization ?? "")?.[1] ?? null;
}
