/** When a sample's event happens, and what its ids are made of: the same id gives the same sample. */
export type Moment = {
  now: Date;
  /** A UUID: the delivery's own id. */
  id: string;
  /** ISO 8601 in UTC, `offsetSeconds` later (negative: earlier). */
  iso: (offsetSeconds?: number) => string;
  /** Seconds since 1970. */
  seconds: (offsetSeconds?: number) => number;
  /** Lower-case hex digits. The salt tells one id of a sample from another. */
  hex: (length: number, salt?: string) => string;
  /** Digits of which the first is not 0. */
  digits: (length: number, salt?: string) => string;
  /** Letters and digits. */
  token: (length: number, salt?: string) => string;
  /** Capitals and digits. */
  code: (length: number, salt?: string) => string;
  uuid: (salt: string) => string;
};

const DIGITS = "0123456789";
const CAPITALS = `ABCDEFGHJKMNPQRSTVWXYZ${DIGITS}`;
const LETTERS = `abcdefghijkmnopqrstuvwxyz${CAPITALS}`;

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Characters that look random and are the same for the same seed (mulberry32): ids, never keys. */
function pick(alphabet: string, length: number, seed: string): string {
  let state = hashText(seed);
  let text = "";
  for (let i = 0; i < length; i += 1) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    text += alphabet[((mixed ^ (mixed >>> 14)) >>> 0) % alphabet.length];
  }
  return text;
}

/** The moment of a sample. */
export function momentOf(now: Date, id: string): Moment {
  const at = (offsetSeconds = 0) => new Date(now.getTime() + offsetSeconds * 1000);
  const seed = (kind: string, salt = "") => `${id}/${kind}/${salt}`;
  const hex = (length: number, salt?: string) =>
    pick("0123456789abcdef", length, seed("hex", salt));
  return {
    now,
    id,
    iso: (offsetSeconds) => at(offsetSeconds).toISOString(),
    seconds: (offsetSeconds) => Math.floor(at(offsetSeconds).getTime() / 1000),
    hex,
    digits: (length, salt) =>
      pick(DIGITS.slice(1), 1, seed("first", salt)) + pick(DIGITS, length - 1, seed("rest", salt)),
    token: (length, salt) => pick(LETTERS, length, seed("token", salt)),
    code: (length, salt) => pick(CAPITALS, length, seed("code", salt)),
    uuid: (salt) => {
      const h = hex(32, `uuid ${salt}`);
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
    },
  };
}
