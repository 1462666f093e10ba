import type { SchemeOptions, SignedRequest } from "#lib/signatures/schema.ts";
import type { Scheme } from "#lib/signatures/scheme.ts";
import type { UsableSecret } from "#lib/signatures/secrets.ts";
import type { VerifyInput } from "#lib/signatures/verdict.ts";
import type { SecretEdit } from "./edit-secret.ts";

/** What would have matched. */
type DiagnosisCause =
  | `secret_${string}`
  | `body_${string}`
  | `address_${string}`
  | `signature_${string}`
  | `content_${string}`
  | `timestamp_${string}`
  | `scheme_${string}`;

/** A setting of the bin that would make the request right. No secret is in it. */
export type SettingChange =
  | { kind: "scheme"; scheme: string }
  | { kind: "options"; options: SchemeOptions }
  /** The secret at this position, edited: see editSecret. */
  | { kind: "edit_secret"; position: number; edit: SecretEdit }
  /** A secret stored elsewhere, by the id it was given under. */
  | { kind: "other_secret"; id: string };

/** Why a request failed: the one change that makes its signature right. */
export type Diagnosis = {
  cause: DiagnosisCause;
  /** What would have matched and what that means, for a person. */
  message: string;
  /** For a button; null when no setting can help. */
  change: SettingChange | null;
};

/** What to try, and with what else. */
export type DiagnoseInput = VerifyInput & {
  /** Secrets of the user's other bins. */
  otherSecrets?: readonly { id: string; label: string; secret: string }[];
  /** How long to look, in milliseconds (50 unless given): the likeliest causes come first. */
  budgetMs?: number;
  /** Bodies above this many bytes are not rewritten (1 MiB unless given). */
  maxBodyBytes?: number;
};

/** A diagnosis, and what differs from the request and the settings as they are. */
export type Variant = Diagnosis & {
  scheme?: Scheme;
  request?: SignedRequest;
  secrets?: readonly UsableSecret[];
};
