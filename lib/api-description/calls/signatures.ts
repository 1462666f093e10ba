import { binDetail } from "#lib/api-description/answers/bins.ts";
import { verification } from "#lib/api-description/answers/signatures.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup } from "#lib/api-description/operation.ts";
import { settingChangeSchema } from "#lib/bins/input.ts";
import { signatureChangeSchema, verifyInputSchema } from "#lib/signatures/options.ts";

const STILL_ONE = "The bin checks no signature, or its secrets were changed meanwhile.";

const LATE =
  "The signature is right, but the timestamp was 1 h old when the request arrived; Stripe accepts 5 min.";

const scheme = "The id of a scheme: `stripe`, `github`, `standard-webhooks`, `generic-hmac`, …";
const options = "What the scheme needs beyond its secrets.";

/** A bin's scheme, as it is set. */
export const SIGNATURE_FIELDS: Record<string, string> = {
  scheme,
  secrets:
    "Several while one is being rotated; any of them may match. They are encrypted at rest and never come back.",
  options,
};

const stripeRequest = {
  method: "POST",
  url: "https://app.example.com/webhooks",
  headers: [["Stripe-Signature", "t=1798718400,v1=5257a869…"]] satisfies [string, string][],
  bodyBase64: EXAMPLE.bodyBase64,
};

export const SIGNATURES: CallGroup = {
  title: "Signatures",
  description:
    "How a bin checks what arrives, and a check of its own that stores nothing. A wrong signature never stops a capture.",
  calls: [
    {
      id: "setSignature",
      method: "put",
      path: "/bins/{binId}/signature",
      summary: "Set how a bin checks signatures",
      description:
        "Stored requests are checked again in the background. Without secrets (an empty list) the stored ones stay.",
      access: "owner",
      body: body(signatureChangeSchema, SIGNATURE_FIELDS, {
        scheme: "stripe",
        secrets: ["whsec_…"],
      }),
      answers: [{ status: 200, description: "The changed bin.", schema: binDetail }],
    },
    {
      id: "changeSignature",
      method: "patch",
      path: "/bins/{binId}/signature",
      summary: "Apply what a diagnosis proposes",
      access: "owner",
      body: body(settingChangeSchema, {}, { kind: "edit_secret", position: 0, edit: "unquote" }),
      answers: [{ status: 200, description: "The changed bin.", schema: binDetail }],
      refusals: { conflict: STILL_ONE },
    },
    {
      id: "removeSignature",
      method: "delete",
      path: "/bins/{binId}/signature",
      summary: "Check no signatures any more",
      access: "owner",
      answers: [{ status: 200, description: "The changed bin.", schema: binDetail }],
    },
    {
      id: "verify",
      method: "post",
      path: "/verify",
      summary: "Check one request",
      description: "Stateless: neither the request nor the secrets are stored or logged.",
      access: "anyone",
      body: {
        ...body(
          verifyInputSchema,
          {
            scheme,
            secrets: "Any of them may match.",
            options,
            now: "Stands for the time of arrival. Absent: now.",
            request: "The request as it arrived.",
            "request.method": "As it was sent.",
            "request.url": "The full address as the provider knows it.",
            "request.headers": "[name, value] pairs.",
            "request.bodyBase64": "The exact bytes. Absent: no body.",
          },
          { scheme: "stripe", secrets: ["whsec_…"], request: stripeRequest },
        ),
        carriesBody: true,
      },
      answers: [
        {
          status: 200,
          description: "The verdict, also when the signature is wrong.",
          schema: verification,
          example: {
            scheme: "stripe",
            status: "failed",
            cause: "timestamp_out_of_tolerance",
            message: LATE,
            checks: [
              { name: "secret", ok: true, detail: "The secret can be used." },
              { name: "header", ok: true, detail: "The request has its Stripe-Signature header." },
              { name: "format", ok: true, detail: "The signature is valid hex." },
              { name: "signature", ok: true, detail: "The secret gives this SHA-256 signature." },
              { name: "timestamp", ok: false, detail: LATE },
            ],
            timestampSkewMs: 3_600_000,
            matchedSecret: 0,
            hints: [],
          },
        },
      ],
      quota: "HOOKGLASS_CHECKS_PER_MINUTE",
    },
  ],
};
