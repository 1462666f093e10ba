import { decodeSignature } from "#lib/signatures/encoding.ts";

/** A bare item of RFC 8941 §3.3: as it was written, and what it means. */
export type BareItem = { raw: string; value: string | number | boolean | Uint8Array };

/** Parameters in their order; one without a value is true. */
export type Parameters = readonly (readonly [key: string, item: BareItem])[];

export type Item = BareItem & { parameters: Parameters };

/** A member of a dictionary: an item, or an inner list of them. */
export type Member = Item | InnerList;

type InnerList = { items: readonly Item[]; parameters: Parameters };

/** The value of a parameter, undefined when it is not there. */
export function parameterOf(parameters: Parameters, key: string): BareItem["value"] | undefined {
  return parameters.find(([name]) => name === key)?.[1].value;
}

/** Parameters as they stand in a signature base. */
export function writeParameters(parameters: Parameters): string {
  return parameters
    .map(([key, { raw, value }]) => (value === true ? `;${key}` : `;${key}=${raw}`))
    .join("");
}

/** An item as RFC 8941 §4.1.3 writes it. */
export function writeItem(item: Item): string {
  return item.raw + writeParameters(item.parameters);
}

/** An item or an inner list as RFC 8941 §4.1.1.1 writes it. */
export function writeMember(member: Member): string {
  if (!("items" in member)) return writeItem(member);
  return `(${member.items.map(writeItem).join(" ")})${writeParameters(member.parameters)}`;
}

const KEY = /[a-z*][a-z0-9_.*-]*/y;
const STRING = /"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y;
const NUMBER = /-?\d{1,15}(?:\.\d{1,3})?/y;
const BYTES = /:[A-Za-z0-9+/=]*:/y;
const BOOLEAN = /\?[01]/y;
const TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y;
const SPACE = /[ \t]*/y;

/** Stray bits at its end make it no error (RFC 8941 §4.2.7), but bytes that equal no others. */
function decodeByteSequence(base64: string): Uint8Array | null {
  return base64 === "" ? new Uint8Array(0) : decodeSignature(base64, "base64");
}

/** Reads from a text, piece by piece; null as soon as a piece is not what it must be. */
class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  skip(character: string): boolean {
    if (!this.text.startsWith(character, this.at)) return false;
    this.at += character.length;
    return true;
  }

  bareItem(): BareItem | null {
    const string = this.take(STRING);
    if (string !== null) {
      return { raw: string, value: string.slice(1, -1).replace(/\\(["\\])/g, "$1") };
    }
    const number = this.take(NUMBER);
    if (number !== null) return { raw: number, value: Number(number) };
    const bytes = this.take(BYTES);
    if (bytes !== null) {
      const value = decodeByteSequence(bytes.slice(1, -1));
      return value === null ? null : { raw: bytes, value };
    }
    const boolean = this.take(BOOLEAN);
    if (boolean !== null) return { raw: boolean, value: boolean === "?1" };
    const token = this.take(TOKEN);
    return token === null ? null : { raw: token, value: token };
  }

  parameters(): Parameters | null {
    const parameters: [string, BareItem][] = [];
    while (this.skip(";")) {
      this.take(SPACE);
      const key = this.take(KEY);
      if (key === null) return null;
      const item = this.skip("=") ? this.bareItem() : { raw: "?1", value: true };
      if (item === null) return null;
      parameters.push([key, item]);
    }
    return parameters;
  }

  item(): Item | null {
    const bare = this.bareItem();
    const parameters = bare && this.parameters();
    return bare && parameters ? { ...bare, parameters } : null;
  }

  member(): Member | null {
    if (!this.skip("(")) return this.item();
    const items: Item[] = [];
    for (;;) {
      this.take(SPACE);
      if (this.skip(")")) break;
      const item = this.item();
      if (item === null) return null;
      items.push(item);
    }
    const parameters = this.parameters();
    return parameters && { items, parameters };
  }
}

/** Reads a dictionary (RFC 8941 §3.2); null when the text is none. */
export function readDictionary(text: string): Map<string, Member> | null {
  const reader = new Reader(text.trim());
  const members = new Map<string, Member>();
  while (!reader.isAtEnd) {
    const key = reader.take(KEY);
    if (key === null) return null;
    const member = reader.skip("=")
      ? reader.member()
      : { raw: "?1", value: true, parameters: reader.parameters() ?? [] };
    if (member === null) return null;
    members.set(key, member);
    reader.take(SPACE);
    if (reader.isAtEnd) break;
    if (!reader.skip(",")) return null;
    reader.take(SPACE);
    if (reader.isAtEnd) return null;
  }
  return members;
}

/** Reads a list (RFC 8941 §3.1), of which an item is one of a single member; null for no list. */
function readList(text: string): Member[] | null {
  const reader = new Reader(text.trim());
  const members: Member[] = [];
  while (!reader.isAtEnd) {
    const member = reader.member();
    if (member === null) return null;
    members.push(member);
    reader.take(SPACE);
    if (reader.isAtEnd) break;
    if (!reader.skip(",")) return null;
    reader.take(SPACE);
    if (reader.isAtEnd) return null;
  }
  return members;
}

/**
 * A field's value in the one way that RFC 8941 §4.1 writes it; null when it is none. Whether it is
 * a list or a dictionary need not be known: what reads as both is written alike.
 */
export function writeStrictly(text: string): string | null {
  const list = readList(text);
  if (list) return list.map(writeMember).join(", ");
  const dictionary = readDictionary(text);
  if (!dictionary) return null;
  return [...dictionary]
    .map(([key, member]) => {
      const isTrue = !("items" in member) && member.value === true;
      return isTrue ? key + writeParameters(member.parameters) : `${key}=${writeMember(member)}`;
    })
    .join(", ");
}
