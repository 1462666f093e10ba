import type { HeaderList } from "#lib/http/headers.ts";
import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const STANDARD: PayloadSource = {
  url: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
  licence: "MIT",
};
const SVIX: PayloadSource = {
  url: "https://docs.svix.com/receiving/introduction",
  licence: "public documentation",
};
const OPENAI: PayloadSource = {
  url: "https://platform.openai.com/docs/api-reference/webhook-events",
  licence: "public documentation",
};
const REPLICATE: PayloadSource = {
  url: "https://replicate.com/docs/topics/webhooks/receive-webhook",
  licence: "public documentation",
};
const TWILIO_MESSAGES: PayloadSource = {
  url: "https://www.twilio.com/docs/messaging/guides/webhook-request",
  licence: "public documentation",
};
const TWILIO_CALLS: PayloadSource = {
  url: "https://www.twilio.com/docs/voice/twiml#request-parameters",
  licence: "public documentation",
};

function standardContact(moment: Moment) {
  return {
    type: "contact.created",
    timestamp: moment.iso(-1),
    data: {
      id: moment.uuid("contact"),
      first_name: "Ada",
      last_name: "Ferreira",
      email: "ada@lighthouse-labs.example",
    },
  };
}

function invoicePaid(moment: Moment) {
  return {
    type: "invoice.paid",
    timestamp: moment.iso(-1),
    data: { id: `invoice_${moment.token(20, "invoice")}`, total: 4900, currency: "EUR" },
  };
}

function openAiEvent(moment: Moment, type: string, prefix: string) {
  return {
    id: `evt_${moment.hex(32, "event")}`,
    object: "event",
    created_at: moment.seconds(-1),
    type,
    data: { id: `${prefix}_${moment.hex(32, prefix)}` },
  };
}

function replicatePrediction(moment: Moment) {
  const id = moment.token(26, "prediction").toLowerCase();
  const url = `https://api.replicate.com/v1/predictions/${id}`;
  return {
    id,
    version: moment.hex(64, "version"),
    created_at: moment.iso(-8),
    started_at: moment.iso(-7),
    completed_at: moment.iso(-1),
    status: "succeeded",
    input: { prompt: "a lantern in a storm" },
    output: ["https://replicate.delivery/sample/out-0.webp"],
    error: null,
    logs: "Using seed: 2718\n",
    metrics: { predict_time: 5.41 },
    urls: { get: url, cancel: `${url}/cancel` },
    webhook: "https://lighthouse-labs.example/replicate",
    webhook_events_filter: ["completed"],
  };
}

// Numbers that are set aside for fiction.
const FROM = "+15555550187";
const TO = "+15555550142";
const PLACES = {
  ToCountry: "US",
  ToState: "CA",
  ToCity: "",
  ToZip: "",
  FromCountry: "US",
  FromState: "CA",
  FromCity: "SAN FRANCISCO",
  FromZip: "94105",
};

function twilioMessage(moment: Moment) {
  const sid = `SM${moment.hex(32, "message")}`;
  return {
    ...PLACES,
    SmsMessageSid: sid,
    NumMedia: "0",
    SmsSid: sid,
    SmsStatus: "received",
    Body: "Is the beacon lit? Ça va – 100 %",
    To: TO,
    NumSegments: "1",
    MessageSid: sid,
    AccountSid: `AC${moment.hex(32, "account")}`,
    From: FROM,
    ApiVersion: "2010-04-01",
  };
}

function twilioCall(moment: Moment) {
  return {
    ...PLACES,
    AccountSid: `AC${moment.hex(32, "account")}`,
    ApiVersion: "2010-04-01",
    CallSid: `CA${moment.hex(32, "call")}`,
    CallStatus: "ringing",
    Called: TO,
    Caller: FROM,
    Direction: "inbound",
    From: FROM,
    To: TO,
  };
}

/** The message's id comes first, since a delivery tried again keeps it. */
function messageHeaders(header: "webhook-id" | "svix-id", agent: string) {
  return (moment: Moment): HeaderList => [
    ["Accept", "*/*"],
    ["Content-Type", "application/json"],
    ["User-Agent", agent],
    [header, `msg_${moment.token(27, "message")}`],
  ];
}

export const STANDARD_AND_TWILIO: readonly SampleProvider[] = [
  {
    id: "standard-webhooks",
    label: "Standard Webhooks",
    scheme: "standard-webhooks",
    format: "json",
    path: "/webhooks",
    headers: messageHeaders("webhook-id", "Standard-Webhooks/1.0"),
    events: [
      {
        id: "contact.created",
        label: "Contact created",
        source: STANDARD,
        payload: standardContact,
      },
    ],
  },
  {
    id: "standard-webhooks-v1a",
    label: "Standard Webhooks (Ed25519)",
    scheme: "standard-webhooks-v1a",
    format: "json",
    path: "/webhooks",
    headers: messageHeaders("webhook-id", "Standard-Webhooks/1.0"),
    events: [
      {
        id: "contact.created",
        label: "Contact created",
        source: STANDARD,
        payload: standardContact,
      },
    ],
  },
  {
    id: "svix",
    label: "Svix",
    scheme: "svix",
    format: "json",
    path: "/svix",
    headers: messageHeaders("svix-id", "Svix-Webhooks/1.81.0"),
    events: [{ id: "invoice.paid", label: "Invoice paid", source: SVIX, payload: invoicePaid }],
  },
  {
    id: "openai",
    label: "OpenAI",
    scheme: "openai",
    format: "json",
    path: "/openai",
    headers: messageHeaders(
      "webhook-id",
      "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)",
    ),
    events: [
      {
        id: "response.completed",
        label: "Response completed",
        source: OPENAI,
        payload: (moment) => openAiEvent(moment, "response.completed", "resp"),
      },
      {
        id: "batch.completed",
        label: "Batch completed",
        source: OPENAI,
        payload: (moment) => openAiEvent(moment, "batch.completed", "batch"),
      },
    ],
  },
  {
    id: "replicate",
    label: "Replicate",
    scheme: "replicate",
    format: "json",
    path: "/replicate",
    headers: messageHeaders("webhook-id", "Replicate/1.0"),
    events: [
      {
        id: "completed",
        label: "Prediction completed",
        source: REPLICATE,
        payload: replicatePrediction,
      },
    ],
  },
  {
    id: "twilio",
    label: "Twilio",
    scheme: "twilio",
    format: "form",
    path: "/twilio",
    headers: (moment) => [
      ["Accept", "*/*"],
      ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"],
      ["User-Agent", "TwilioProxy/1.1"],
      ["I-Twilio-Idempotency-Token", moment.id],
      ["X-Home-Region", "us1"],
    ],
    events: [
      {
        id: "incoming-message",
        label: "Incoming message",
        source: TWILIO_MESSAGES,
        payload: twilioMessage,
      },
      { id: "incoming-call", label: "Incoming call", source: TWILIO_CALLS, payload: twilioCall },
    ],
  },
];
