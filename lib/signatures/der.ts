/** One element of DER (ITU-T X.690): its tag, its content, and all of its bytes. */
type Element = { tag: number; content: Uint8Array; whole: Uint8Array };

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const VERSION_OF_CERTIFICATE = 0xa0;
const P256_BYTES = 32;

function readElement(bytes: Uint8Array): Element | null {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return null;
  let length = first;
  let start = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 3 || bytes.length < 2 + count) return null;
    start = 2 + count;
    length = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  const end = start + length;
  if (end > bytes.length) return null;
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(0, end) };
}

function readSequence(bytes: Uint8Array): Element[] | null {
  const outer = readElement(bytes);
  if (outer?.tag !== SEQUENCE || outer.whole.length !== bytes.length) return null;
  const elements: Element[] = [];
  for (let rest = outer.content; rest.length > 0; ) {
    const element = readElement(rest);
    if (element === null) return null;
    elements.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return elements;
}

function writeElement(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let offset = head.length;
  for (const content of contents) {
    bytes.set(content, offset);
    offset += content.length;
  }
  return bytes;
}

/** The public key (SubjectPublicKeyInfo) in an X.509 certificate (RFC 5280 §4.1), null if none. */
export function spkiOfCertificate(der: Uint8Array): Uint8Array | null {
  const [signedPart] = readSequence(der) ?? [];
  const fields = signedPart ? readSequence(signedPart.whole) : null;
  if (!fields) return null;
  const hasVersion = fields[0]?.tag === VERSION_OF_CERTIFICATE;
  return fields[hasVersion ? 6 : 5]?.whole ?? null;
}

// AlgorithmIdentifier of rsaEncryption, RFC 8017 appendix C.
const RSA_ENCRYPTION = Uint8Array.of(
  ...[SEQUENCE, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00],
);

/** A bare RSA key (PKCS #1 RSAPublicKey) as SubjectPublicKeyInfo. */
export function spkiOfRsaKey(rsaPublicKey: Uint8Array): Uint8Array {
  return writeElement(
    SEQUENCE,
    RSA_ENCRYPTION,
    writeElement(BIT_STRING, Uint8Array.of(0), rsaPublicKey),
  );
}

/** The same RSA key under the plain identifier, which WebCrypto wants for RSA-PSS too. */
export function plainRsaSpki(spki: Uint8Array): Uint8Array | null {
  const key = readSequence(spki)?.[1];
  if (key?.tag !== BIT_STRING || key.content[0] !== 0) return null;
  return spkiOfRsaKey(key.content.subarray(1));
}

/** A private RSA key (PKCS #1, or PKCS #8 under any identifier) as plain PKCS #8. */
export function plainRsaPkcs8(der: Uint8Array): Uint8Array | null {
  const fields = readSequence(der);
  if (!fields) return null;
  const OCTET_STRING = 0x04;
  const wrapped = fields[2]?.tag === OCTET_STRING ? fields[2].content : der;
  const version = writeElement(INTEGER, Uint8Array.of(0));
  return writeElement(SEQUENCE, version, RSA_ENCRYPTION, writeElement(OCTET_STRING, wrapped));
}

/** A DER ECDSA signature (RFC 3279 §2.2.3) as r and s of 32 bytes each; null when it is none. */
export function rawOfEcdsa(der: Uint8Array): Uint8Array | null {
  const numbers = readSequence(der);
  if (numbers?.length !== 2) return null;
  const raw = new Uint8Array(2 * P256_BYTES);
  for (const [index, { tag, content }] of numbers.entries()) {
    const isPadded = content.length === P256_BYTES + 1 && content[0] === 0;
    const digits = isPadded ? content.subarray(1) : content;
    if (tag !== INTEGER || digits.length === 0 || digits.length > P256_BYTES) return null;
    raw.set(digits, (index + 1) * P256_BYTES - digits.length);
  }
  return raw;
}

function writeInteger(digits: Uint8Array): Uint8Array {
  const first = digits.findIndex((byte) => byte !== 0);
  const short = digits.subarray(first < 0 ? digits.length - 1 : first);
  const sign = (short[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : [];
  return writeElement(INTEGER, ...sign, short);
}

/** r and s of 32 bytes each as DER. */
export function ecdsaOfRaw(raw: Uint8Array): Uint8Array {
  const [r, s] = [raw.subarray(0, P256_BYTES), raw.subarray(P256_BYTES)];
  return writeElement(SEQUENCE, writeInteger(r), writeInteger(s));
}
