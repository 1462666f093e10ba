import type { SignatureScheme } from "#lib/signatures/scheme.ts";
import {
  chooseMessageAlgorithm,
  readMessage,
  writeMessage,
} from "#lib/signatures/special/http-message.ts";

const HEX_SECRET = { prefix: "", byteLength: 32, encoding: "hex" } as const;

/** Schemes that the user fills in, or that the request describes. */
export const CONFIGURABLE: readonly SignatureScheme[] = [
  {
    id: "rfc9421",
    label: "HTTP message signatures (RFC 9421)",
    sender: "the sender",
    docsUrl: "https://www.rfc-editor.org/rfc/rfc9421",
    secretLabel: "Secret or public key",
    secretPlaceholder: "Base64, PEM or JWK",
    newSecret: { prefix: "", byteLength: 64, encoding: "base64" },
    optionNames: ["alg", "url"],
    coverage: "Only the parts that Signature-Input lists are covered.",
    alg: "hmac-sha256",
    key: "base64-or-utf8",
    chooseAlg: chooseMessageAlgorithm,
    signature: { header: "Signature-Input", encoding: "base64" },
    timestamp: { from: "field", name: "created", unit: "s" },
    signed: "{body}",
    read: readMessage,
    write: writeMessage,
  },
  {
    id: "generic-hmac",
    label: "Generic HMAC",
    sender: "the sender",
    docsUrl: "https://www.rfc-editor.org/rfc/rfc2104",
    secretLabel: "Secret",
    secretPlaceholder: "The key that the sender signs with",
    newSecret: HEX_SECRET,
    configurable: true,
    optionNames: ["header", "alg", "encoding", "prefix", "key", "template", "timestamp", "url"],
    alg: "hmac-sha256",
    key: "utf8",
    // No header: configure.ts puts the user's in.
    signature: { header: "", encoding: "hex" },
    signed: "{body}",
  },
];
