import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const ANYMAIL = "https://github.com/anymail/django-anymail/blob/main/tests";

/** The events that django-anymail's tests recorded from each service. */
function recorded(service: string): PayloadSource {
  return { url: `${ANYMAIL}/test_${service}_webhooks.py`, licence: "BSD-3-Clause" };
}

const MAILCHIMP: PayloadSource = {
  url: "https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/",
  licence: "public documentation",
};

const SENDER = "hello@lighthouse-labs.example";
const RECIPIENT = "ada@example.com";
const SUBJECT = "Your lantern is on its way – café pickup";

function sendGridEvent(moment: Moment, event: string, more: Record<string, unknown>) {
  const message = `${moment.token(22, "message")}.recvd-${moment.hex(10)}-2`;
  return [
    {
      email: RECIPIENT,
      timestamp: moment.seconds(-2),
      "smtp-id": `<${moment.token(22, "message")}@geopod-ismtpd-1>`,
      event,
      category: ["orders"],
      sg_event_id: moment.token(48, "event"),
      sg_message_id: message,
      ...more,
    },
  ];
}

function sendGridDelivered(moment: Moment) {
  return sendGridEvent(moment, "delivered", { response: "250 2.0.0 OK", tls: 1 });
}

function sendGridBounce(moment: Moment) {
  return sendGridEvent(moment, "bounce", {
    bounce_classification: "Invalid Address",
    ip: "192.0.2.41",
    reason: "550 5.1.1 The email account that you tried to reach does not exist.",
    status: "5.1.1",
    tls: 1,
    type: "bounce",
  });
}

function postmarkDelivery(moment: Moment) {
  return {
    RecordType: "Delivery",
    ServerID: 23,
    MessageStream: "outbound",
    MessageID: moment.uuid("message"),
    Recipient: RECIPIENT,
    Tag: "orders",
    DeliveredAt: moment.iso(-1),
    Details: "smtp;250 2.0.0 OK",
    Metadata: { order: "A-10293" },
  };
}

function postmarkBounce(moment: Moment) {
  return {
    RecordType: "Bounce",
    MessageStream: "outbound",
    ID: Number(moment.digits(10, "bounce")),
    Type: "HardBounce",
    TypeCode: 1,
    Name: "Hard bounce",
    Tag: "orders",
    MessageID: moment.uuid("message"),
    Metadata: { order: "A-10293" },
    ServerID: 23,
    Description:
      "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    Details: "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
    Email: RECIPIENT,
    From: SENDER,
    BouncedAt: moment.iso(-1),
    DumpAvailable: true,
    Inactive: true,
    CanActivate: true,
    Subject: SUBJECT,
  };
}

function resendEvent(moment: Moment, type: string, more: Record<string, unknown> = {}) {
  return {
    created_at: moment.iso(-1),
    data: {
      ...more,
      created_at: moment.iso(-3),
      email_id: moment.uuid("email"),
      from: `Lighthouse Labs <${SENDER}>`,
      subject: SUBJECT,
      tags: { category: "orders" },
      to: [RECIPIENT],
    },
    type,
  };
}

function resendDelivered(moment: Moment) {
  return resendEvent(moment, "email.delivered");
}

function resendBounced(moment: Moment) {
  const bounce = {
    message: "The recipient's email address does not exist.",
    subType: "General",
    type: "Permanent",
  };
  return resendEvent(moment, "email.bounced", { bounce });
}

function mailchimpSubscribe(moment: Moment) {
  return {
    type: "subscribe",
    fired_at: moment.iso(-1).slice(0, 19).replace("T", " "),
    "data[id]": moment.hex(10, "member"),
    "data[list_id]": moment.hex(10, "list"),
    "data[email]": RECIPIENT,
    "data[email_type]": "html",
    "data[merges][EMAIL]": RECIPIENT,
    "data[merges][FNAME]": "Ada",
    "data[merges][LNAME]": "Ferreira",
    "data[ip_opt]": "203.0.113.24",
    "data[ip_signup]": "203.0.113.24",
  };
}

export const MAIL: readonly SampleProvider[] = [
  {
    id: "sendgrid",
    label: "SendGrid",
    scheme: "sendgrid",
    format: "json",
    path: "/sendgrid",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "SendGrid Event API"],
      ["Accept-Encoding", "gzip"],
    ],
    events: [
      {
        id: "delivered",
        label: "Mail delivered",
        source: recorded("sendgrid"),
        payload: sendGridDelivered,
      },
      {
        id: "bounce",
        label: "Mail bounced",
        source: recorded("sendgrid"),
        payload: sendGridBounce,
      },
    ],
  },
  {
    id: "postmark",
    label: "Postmark",
    scheme: "postmark",
    format: "json",
    path: "/postmark",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Postmark"],
      ["Accept", "application/json"],
    ],
    events: [
      {
        id: "delivery",
        topic: "Delivery",
        label: "Mail delivered",
        source: recorded("postmark"),
        payload: postmarkDelivery,
      },
      {
        id: "bounce",
        topic: "Bounce",
        label: "Mail bounced",
        source: recorded("postmark"),
        payload: postmarkBounce,
      },
    ],
  },
  {
    id: "resend",
    label: "Resend",
    scheme: "resend",
    format: "json",
    path: "/resend",
    headers: (moment) => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "Svix-Webhooks/1.81.0"],
      ["svix-id", `msg_${moment.token(27, "message")}`],
    ],
    events: [
      {
        id: "email.delivered",
        label: "Mail delivered",
        source: recorded("resend"),
        payload: resendDelivered,
      },
      {
        id: "email.bounced",
        label: "Mail bounced",
        source: recorded("resend"),
        payload: resendBounced,
      },
    ],
  },
  {
    id: "mailchimp",
    label: "Mailchimp",
    scheme: "mailchimp",
    format: "form",
    path: "/mailchimp",
    headers: () => [
      ["Content-Type", "application/x-www-form-urlencoded"],
      ["User-Agent", "MailChimp"],
    ],
    events: [
      { id: "subscribe", label: "Subscribed", source: MAILCHIMP, payload: mailchimpSubscribe },
    ],
  },
];
