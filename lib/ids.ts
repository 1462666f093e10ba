import { createHash, randomBytes, randomFillSync } from "node:crypto";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** 128 random bits as 26 lower-case characters, fit for URLs and host names. */
export function newSlug(): string {
  const bytes = randomBytes(26);
  let slug = "";
  for (const byte of bytes) slug += BASE32[byte & 31];
  return slug;
}

/** A random id of 20 lower-case characters (100 bits) for bins, shares and the like. */
export function newId(): string {
  return newSlug().slice(0, 20);
}

const SLUG = /^[a-z2-7]{26}$/;
const ID = /^[a-z2-7]{20}$/;

/** True for text that newSlug can have made; anything else is not worth looking up. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** True for text that newId can have made; anything else is not worth looking up. */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** A bearer secret: 256 random bits as base64url behind a prefix that says what it is for. */
export function newToken(prefix: "hgo" | "hgs" | "hgt"): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** SHA-256 of a token as hex. The tokens are random, so a fast hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

const HEX = "0123456789abcdef";
/** The variant bits `10` and two that are random. */
const VARIANT = "89ab";
const RANDOM_DIGITS = 16;

const randomBuffer = Buffer.alloc(RANDOM_DIGITS * 256);
let randomDigits = "";
let digitsUsed = 0;
let lastMs = 0;
let lastTime = "";
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562 §5.7) that is greater than every earlier one of this process:
 * milliseconds, then a 12-bit counter, then 62 random bits. A clock that goes back, or a
 * millisecond with more than 4,096 ids, borrows from the next millisecond.
 */
export function newRequestId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    startMillisecond(nowMs);
  } else if (sequence === 0xfff) {
    startMillisecond(lastMs + 1);
  } else {
    sequence += 1;
  }
  if (digitsUsed === randomDigits.length) {
    randomDigits = randomFillSync(randomBuffer).toString("hex");
    digitsUsed = 0;
  }
  const at = digitsUsed;
  digitsUsed += RANDOM_DIGITS;
  const counter = `${HEX[sequence >> 8]}${HEX[(sequence >> 4) & 15]}${HEX[sequence & 15]}`;
  const variant = VARIANT[HEX.indexOf(randomDigits.charAt(at)) & 3];
  return `${lastTime}-7${counter}-${variant}${randomDigits.slice(at + 1, at + 4)}-${randomDigits.slice(at + 4, at + 16)}`;
}

function startMillisecond(ms: number): void {
  const time = ms.toString(16).padStart(12, "0");
  lastMs = ms;
  lastTime = `${time.slice(0, 8)}-${time.slice(8)}`;
  sequence = 0;
}

/** The smallest UUIDv7 of a moment: every id made at or after it is greater or equal. */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** The moment a UUIDv7 was made, in milliseconds since 1970. */
export function idTimeMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the canonical lower-case form; anything else is no id of ours. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
