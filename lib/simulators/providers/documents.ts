import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleEvent, SampleProvider } from "#lib/simulators/provider.ts";

const TYPEFORM: PayloadSource = {
  url: "https://www.typeform.com/developers/webhooks/example-payload/",
  licence: "public documentation",
  abridged: true,
};
const DOCUSIGN: PayloadSource = {
  url: "https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model/",
  licence: "public documentation",
  abridged: true,
};
const DROPBOX: PayloadSource = {
  url: "https://www.dropbox.com/developers/reference/webhooks",
  licence: "public documentation",
};
const BOX: PayloadSource = {
  url: "https://developer.box.com/reference/resources/webhook-invocation/",
  licence: "public documentation",
  abridged: true,
};
const AIRTABLE: PayloadSource = {
  url: "https://airtable.com/developers/web/api/webhooks-overview",
  licence: "public documentation",
};

function typeform(moment: Moment) {
  const field = (title: string, type: string) => ({
    id: moment.token(12, title),
    ref: moment.uuid(title),
    type,
    title,
  });
  const name = field("What is your name?", "short_text");
  const email = field("Where can we reach you?", "email");
  const rating = field("How bright is the lantern?", "rating");
  const form = moment.token(8, "form");
  const reference = ({ id, ref, type }: typeof name) => ({ id, type, ref });
  return {
    event_id: moment.code(26, "event"),
    event_type: "form_response",
    form_response: {
      form_id: form,
      token: moment.hex(32, "response"),
      landed_at: moment.iso(-95),
      submitted_at: moment.iso(-1),
      hidden: { order: "A-10293" },
      calculated: { score: 4 },
      definition: {
        id: form,
        title: "After the first night",
        fields: [name, email, rating].map((each) => ({ ...each, properties: {} })),
        endings: [
          { id: "DefaultTyScreen", ref: "default_tys", title: "Thanks", type: "thankyou_screen" },
        ],
      },
      answers: [
        { type: "text", text: "Ada Ferreira", field: reference(name) },
        { type: "email", email: "ada@lighthouse-labs.example", field: reference(email) },
        { type: "number", number: 4, field: reference(rating) },
      ],
      ending: { id: "DefaultTyScreen", ref: "default_tys" },
    },
  };
}

function docuSign(id: string, label: string, status: string): SampleEvent {
  return {
    id,
    label,
    source: DOCUSIGN,
    payload: (moment) => {
      const account = moment.uuid("account");
      const envelope = moment.uuid("envelope");
      const isDone = status === "completed";
      return {
        event: id,
        apiVersion: "v2.1",
        uri: `/restapi/v2.1/accounts/${account}/envelopes/${envelope}`,
        retryCount: 0,
        configurationId: Number(moment.digits(8, "configuration")),
        generatedDateTime: moment.iso(-1),
        data: {
          accountId: account,
          userId: moment.uuid("user"),
          envelopeId: envelope,
          envelopeSummary: {
            status,
            emailSubject: "Please sign: Beacon order form",
            createdDateTime: moment.iso(-7200),
            sentDateTime: moment.iso(-7190),
            completedDateTime: isDone ? moment.iso(-2) : null,
            statusChangedDateTime: moment.iso(-2),
            recipients: {
              signers: [
                {
                  recipientId: "1",
                  recipientIdGuid: moment.uuid("recipient"),
                  name: "Ada Ferreira",
                  email: "ada@lighthouse-labs.example",
                  routingOrder: "1",
                  status: isDone ? "completed" : "sent",
                  signedDateTime: isDone ? moment.iso(-3) : null,
                },
              ],
              recipientCount: "1",
            },
          },
        },
      };
    },
  };
}

function dropbox(moment: Moment) {
  return {
    list_folder: { accounts: [`dbid:${moment.token(35, "account")}`] },
    delta: { users: [Number(moment.digits(8, "user"))] },
  };
}

function box(moment: Moment) {
  const at = (offsetSeconds: number) => moment.iso(offsetSeconds).replace(/\.\d+Z/, "-00:00");
  const file = moment.digits(12, "file");
  const user = {
    type: "user",
    id: moment.digits(10, "user"),
    name: "Mira Okafor",
    login: "mira@lighthouse-labs.example",
  };
  const parent = { type: "folder", id: "0", sequence_id: null, etag: null, name: "All Files" };
  return {
    type: "webhook_event",
    id: moment.id,
    created_at: at(-1),
    trigger: "FILE.UPLOADED",
    webhook: { id: moment.digits(9, "webhook"), type: "webhook" },
    created_by: user,
    source: {
      id: file,
      type: "file",
      file_version: {
        type: "file_version",
        id: moment.digits(12, "version"),
        sha1: moment.hex(40),
      },
      sequence_id: "0",
      etag: "0",
      sha1: moment.hex(40),
      name: "lantern.pdf",
      description: "",
      size: 14_318,
      path_collection: { total_count: 1, entries: [parent] },
      created_at: at(-2),
      modified_at: at(-2),
      trashed_at: null,
      purged_at: null,
      content_created_at: at(-600),
      content_modified_at: at(-600),
      created_by: user,
      modified_by: user,
      owned_by: user,
      shared_link: null,
      parent,
      item_status: "active",
    },
    additional_info: [],
  };
}

function airtable(moment: Moment) {
  return {
    base: { id: `app${moment.token(14, "base")}` },
    webhook: { id: `ach${moment.token(14, "webhook")}` },
    timestamp: moment.iso(-1),
  };
}

export const DOCUMENTS: readonly SampleProvider[] = [
  {
    id: "typeform",
    label: "Typeform",
    scheme: "typeform",
    format: "json",
    path: "/typeform",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Typeform Webhooks"],
      ["Accept-Encoding", "gzip"],
    ],
    events: [{ id: "form_response", label: "Form submitted", source: TYPEFORM, payload: typeform }],
  },
  {
    id: "docusign",
    label: "DocuSign",
    scheme: "docusign",
    format: "json",
    path: "/docusign",
    headers: () => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["X-Authorization-Digest", "HMACSHA256"],
    ],
    events: [
      docuSign("envelope-completed", "Envelope completed", "completed"),
      docuSign("envelope-sent", "Envelope sent", "sent"),
    ],
  },
  {
    id: "dropbox",
    label: "Dropbox",
    scheme: "dropbox",
    format: "json",
    path: "/dropbox",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "DropboxWebhooks/1.0"],
      ["Accept", "*/*"],
    ],
    events: [{ id: "list_folder", label: "Files changed", source: DROPBOX, payload: dropbox }],
  },
  {
    id: "box",
    label: "Box",
    scheme: "box",
    format: "json",
    path: "/box",
    headers: (moment) => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Box-WH-Client/0.1"],
      ["BOX-DELIVERY-ID", moment.uuid("delivery")],
    ],
    events: [
      {
        id: "file.uploaded",
        topic: "FILE.UPLOADED",
        label: "File uploaded",
        source: BOX,
        payload: box,
      },
    ],
  },
  {
    id: "airtable",
    label: "Airtable",
    scheme: "airtable",
    format: "json",
    path: "/airtable",
    headers: () => [["Content-Type", "application/json"]],
    events: [{ id: "notification", label: "Base changed", source: AIRTABLE, payload: airtable }],
  },
];
