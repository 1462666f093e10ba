import { decodeSignature, equalBytes, utf8Bytes } from "#lib/signatures/encoding.ts";
import { type Collected, malformed, missing, refused } from "#lib/signatures/read-request.ts";
import { readJson, textOf } from "#lib/signatures/request-body.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import type { SignatureAlgorithm } from "#lib/signatures/scheme.ts";
import type { Content } from "#lib/signatures/template.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import { refuse, type Signed, type WriteContext } from "#lib/signatures/write-request.ts";

const NOTIFICATION = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
const CONFIRMATION = [
  "Message",
  "MessageId",
  "SubscribeURL",
  "Timestamp",
  "Token",
  "TopicArn",
  "Type",
];
const CERTIFICATE_URL =
  /^https:\/\/sns\.[a-z0-9-]{3,}\.amazonaws\.com(?:\.cn)?\/[A-Za-z0-9._/-]*\.pem$/;

/** `Key\nValue\n` of the fields that the type of message has and that are there. */
function contentOf(message: unknown): Content {
  const keys = textOf(message, "Type") === "Notification" ? NOTIFICATION : CONFIRMATION;
  return keys.flatMap((key) => {
    const text = textOf(message, key);
    if (text === null) return [];
    return [
      { name: "literal", bytes: utf8Bytes(`${key}\n`) },
      { name: key, bytes: utf8Bytes(text) },
      { name: "literal", bytes: utf8Bytes("\n") },
    ];
  });
}

/** SHA-1 for version 1, SHA-256 for version 2 of the signature. */
export function chooseSnsAlgorithm({ body }: SignedRequest): SignatureAlgorithm {
  return textOf(readJson(body), "SignatureVersion") === "2" ? "rsa-sha256" : "rsa-sha1";
}

const TYPES = ["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"];

/**
 * AWS SNS: the signature is in the body (docs.aws.amazon.com/sns, "Verifying the signatures of
 * Amazon SNS messages"). The secret is the topic's ARN: anyone can have AWS sign for a topic.
 */
export function readSns({ request, secrets }: Run): Collected {
  const message = readJson(request.body);
  if (typeof message !== "object" || message === null) {
    return malformed("The body is not a JSON object.");
  }
  for (const key of ["Signature", "SignatureVersion", "SigningCertURL", "TopicArn", "Type"]) {
    const isCertificate = key === "SigningCertURL" && textOf(message, "SigningCertUrl") !== null;
    if (textOf(message, key) === null && !isCertificate) {
      return missing(`The body has no field ${key}.`);
    }
  }
  const version = textOf(message, "SignatureVersion");
  if (version !== "1" && version !== "2") {
    return refused(`The signature is of version ${version}; 1 and 2 are known.`);
  }
  const certificate = textOf(message, "SigningCertURL") ?? textOf(message, "SigningCertUrl") ?? "";
  if (!CERTIFICATE_URL.test(certificate)) {
    return malformed("The SigningCertURL is not one of Amazon's.", certificate);
  }
  if (!TYPES.includes(textOf(message, "Type") ?? "")) {
    return malformed("The Type of the message is not one that SNS sends.");
  }
  const text = textOf(message, "Signature") ?? "";
  const bytes = decodeSignature(text.trim(), "base64");
  if (bytes === null) {
    return malformed("The Signature in the body is not valid base64.", text);
  }
  const topic = utf8Bytes(textOf(message, "TopicArn") ?? "");
  const isOwn = secrets.usable.some(({ key }) => equalBytes(key.bytes, topic));
  const claim = {
    timestamp: textOf(message, "Timestamp"),
    timestampMs: null,
    candidates: [{ text, bytes }],
    contents: [contentOf(message)],
    conditions: [
      {
        check: "token" as const,
        ok: isOwn,
        cause: "signature_mismatch" as const,
        detail: isOwn
          ? "The topic is the one set here."
          : "Amazon signed this, but for another topic than the one set here.",
      },
    ],
  };
  return { ok: true, claims: [claim], received: text, place: "signature in its body" };
}

/** Signs the message in the body with a private key, as a stand-in for Amazon. */
export async function writeSns({ request, scheme, sign }: WriteContext): Promise<Signed> {
  const message = readJson(request.body);
  if (typeof message !== "object" || message === null) {
    return refuse("SNS's signature goes into a JSON object, which the body is not.");
  }
  const signed = {
    ...message,
    SignatureVersion: scheme.alg === "rsa-sha256" ? "2" : "1",
    Signature: await sign(contentOf(message)),
  };
  return { ok: true, headers: [], body: utf8Bytes(JSON.stringify(signed)) };
}
