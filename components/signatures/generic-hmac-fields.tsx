"use client";

import { ChoiceOption, type OptionFieldsProps, TextOption } from "./option-inputs.tsx";
import { GENERIC_CHOICES } from "./option-values.ts";

const ALGORITHMS = [
  ["sha256", "HMAC-SHA256"],
  ["sha512", "HMAC-SHA512"],
  ["sha1", "HMAC-SHA1"],
] as const;
const ENCODINGS = [
  ["hex", "Hex"],
  ["base64", "Base64"],
  ["base64url", "Base64url"],
] as const;
const KEYS = [
  ["utf8", "Text, as it stands"],
  ["hex", "Hex"],
  ["base64", "Base64"],
] as const;

/** The fields that describe how a sender without a scheme of its own signs. */
export function GenericHmacFields(props: OptionFieldsProps) {
  const unset = (name: keyof typeof GENERIC_CHOICES) => ({ value: GENERIC_CHOICES[name] });
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="sr-only">How the sender signs</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextOption {...props} name="header" label="Signature header" placeholder="X-Signature" />
        <TextOption
          {...props}
          name="prefix"
          label="Prefix in the header"
          placeholder="sha256="
          hint="What stands before the signature."
        />
        <ChoiceOption
          {...props}
          name="alg"
          label="Algorithm"
          choices={ALGORITHMS}
          unset={unset("alg")}
        />
        <ChoiceOption
          {...props}
          name="encoding"
          label="Signature encoding"
          choices={ENCODINGS}
          unset={unset("encoding")}
        />
        <ChoiceOption
          {...props}
          name="key"
          label="The secret is"
          choices={KEYS}
          unset={unset("key")}
        />
        <TextOption
          {...props}
          name="timestamp"
          label="Timestamp header"
          placeholder="X-Timestamp"
          hint="Leave empty when there is none."
        />
      </div>
      <TextOption
        {...props}
        name="template"
        label="Signed content"
        placeholder="{body}"
        hint={
          <>
            Placeholders: <code>{"{body}"}</code>, <code>{"{ts}"}</code>, <code>{"{url}"}</code>,{" "}
            <code>{"{method}"}</code>, <code>{"{header:name}"}</code>. All else stands for itself.
          </>
        }
      />
    </fieldset>
  );
}
