import { z } from "zod";
import { answer, headerList } from "#lib/api-description/answer.ts";
import { BREAKAGES } from "#lib/simulators/break-sample.ts";
import type { ProviderSummary, SamplePreview, SampleSent } from "#lib/simulators/schema.ts";

export const providerSummary = answer<ProviderSummary>()(
  z.object({
    id: z.string(),
    label: z.string(),
    scheme: z.string().describe("The id of the scheme it signs with."),
    breakages: z.array(z.enum(BREAKAGES)).describe("What can be broken on purpose."),
    events: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        topic: z.string().describe("What the provider calls it."),
      }),
    ),
  }),
);

export const samplePreview = answer<SamplePreview>()(
  z.object({
    id: z.uuid().describe("Of the delivery. Given back when sending, it keeps the ids shown here."),
    request: z.object({
      method: z.string(),
      path: z.string(),
      headers: headerList,
      body: z.string(),
    }),
    signedBy: z.array(z.string()).describe("The headers that signing will add."),
    source: z
      .object({ url: z.url(), licence: z.string(), abridged: z.literal(true).exactOptional() })
      .describe("The document that the payload is modelled on."),
    signer: z
      .enum(["bin_secret", "new_secret", "other_scheme", "foreign_key"])
      .nullable()
      .describe(
        "`bin_secret`: the check will pass. `new_secret`: the bin will be set to check this, with a new secret. `other_scheme`, `foreign_key`: the check will fail. Null without a bin.",
      ),
    publicKey: z
      .string()
      .nullable()
      .describe("What the receiver checks with, in schemes with public keys."),
  }),
);

export const sampleSent = answer<SampleSent>()(
  z.object({
    requestIds: z.array(z.uuid()).describe("Two when the sample was sent twice."),
    requestId: z.uuid().describe("The first of them."),
    message: z.string().describe("What happened, in a sentence."),
    deliveryIds: z.array(z.uuid()).describe("Of the deliveries to the target, if one was given."),
  }),
);
