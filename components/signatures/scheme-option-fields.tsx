"use client";

import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { GenericHmacFields } from "./generic-hmac-fields.tsx";
import { ChoiceOption, type OptionFieldsProps, TextOption } from "./option-inputs.tsx";
import { shownOptions } from "./option-values.ts";

/** RFC 9421 §6.2.2, those that can be checked here. */
const MESSAGE_ALGORITHMS = [
  ["hmac-sha256", "HMAC-SHA256"],
  ["ed25519", "Ed25519"],
  ["ecdsa-p256-sha256", "ECDSA P-256, SHA-256"],
  ["rsa-pss-sha512", "RSA-PSS, SHA-512"],
  ["rsa-v1_5-sha256", "RSA PKCS#1 v1.5, SHA-256"],
] as const;

/** The fields for what a scheme needs beside its secret; none for most. */
export function SchemeOptionFields({
  scheme,
  ...props
}: OptionFieldsProps & { scheme: SchemeSummary }) {
  const shown = shownOptions(scheme);
  const own = (name: "header" | "alg") => shown.has(name) && !scheme.hasOptions;
  return (
    <>
      {scheme.hasOptions ? <GenericHmacFields {...props} /> : null}
      {own("header") ? (
        <TextOption
          {...props}
          name="header"
          label="Header with the token"
          placeholder="Authorization"
          hint="Leave empty for Authorization."
        />
      ) : null}
      {own("alg") ? (
        <ChoiceOption
          {...props}
          name="alg"
          label="Algorithm"
          choices={MESSAGE_ALGORITHMS}
          unset={{ label: "As the request or the key says" }}
        />
      ) : null}
      {shown.has("certPem") ? (
        <TextOption
          {...props}
          name="certPem"
          label={`Certificate of ${scheme.label}`}
          placeholder="-----BEGIN CERTIFICATE-----"
          type="lines"
          hint="The one at the address that the request names. It is not fetched from here."
        />
      ) : null}
      {shown.has("publicKeyPem") ? (
        <TextOption
          {...props}
          name="publicKeyPem"
          label={shown.has("certPem") ? "Or its public key" : `Public key of ${scheme.label}`}
          placeholder="-----BEGIN PUBLIC KEY-----"
          type="lines"
        />
      ) : null}
      {shown.has("url") ? (
        <TextOption
          {...props}
          name="url"
          label="Address that the sender knows"
          placeholder="https://example.com/webhooks"
          type="url"
          hint="Leave empty when it is the capture URL. A proxy in between makes it another."
        />
      ) : null}
      {shown.has("toleranceSeconds") ? (
        <TextOption
          {...props}
          name="toleranceSeconds"
          label="Timestamp tolerance in seconds"
          placeholder={scheme.hasOptions ? "300" : "As the sender recommends"}
          type="number"
          hint="How far the timestamp may be from the arrival. 0: the clock is not judged."
        />
      ) : null}
    </>
  );
}
