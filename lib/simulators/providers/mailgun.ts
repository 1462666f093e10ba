import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

/** The events that django-anymail's tests recorded. */
const SOURCE: PayloadSource = {
  url: "https://github.com/anymail/django-anymail/blob/main/tests/test_mailgun_webhooks.py",
  licence: "BSD-3-Clause",
};

const SENDER = "hello@lighthouse-labs.example";
const RECIPIENT = "ada@example.com";

function mailgunEvent(moment: Moment, data: Record<string, unknown>) {
  const time = moment.now.getTime() / 1000 - 1;
  return {
    signature: { timestamp: "", token: "", signature: "" },
    "event-data": {
      tags: ["orders"],
      timestamp: time,
      storage: {
        url: `https://storage-europe-west1.api.mailgun.net/v3/domains/lighthouse-labs.example/messages/${moment.token(24, "key")}`,
        key: moment.token(24, "key"),
      },
      "recipient-domain": "example.com",
      id: moment.token(22, "event"),
      campaigns: [],
      "user-variables": {},
      flags: {
        "is-routed": false,
        "is-authenticated": true,
        "is-system-test": false,
        "is-test-mode": false,
      },
      envelope: {
        "sending-ip": "192.0.2.41",
        sender: SENDER,
        transport: "smtp",
        targets: RECIPIENT,
      },
      message: {
        headers: {
          to: RECIPIENT,
          "message-id": `${moment.hex(32, "message")}@lighthouse-labs.example`,
          from: SENDER,
          subject: "Your lantern is on its way – café pickup",
        },
        attachments: [],
        size: 809,
      },
      recipient: RECIPIENT,
      ...data,
    },
  };
}

const SMTP = {
  tls: true,
  "mx-host": "smtp-in.example.com",
  "attempt-no": 1,
  description: "",
  "session-seconds": 3.57,
  utf8: true,
};

function mailgunDelivered(moment: Moment) {
  return mailgunEvent(moment, {
    event: "delivered",
    "log-level": "info",
    "delivery-status": { ...SMTP, code: 250, message: "OK", "certificate-verified": true },
  });
}

function mailgunFailed(moment: Moment) {
  const message = "5.1.1 The email account that you tried to reach does not exist.";
  return mailgunEvent(moment, {
    event: "failed",
    severity: "permanent",
    reason: "bounce",
    "log-level": "error",
    "delivery-status": { ...SMTP, code: 550, message, "certificate-verified": true },
  });
}

export const MAILGUN_SAMPLES: SampleProvider = {
  id: "mailgun",
  label: "Mailgun",
  scheme: "mailgun",
  format: "json",
  path: "/mailgun",
  headers: () => [
    ["Content-Type", "application/json"],
    ["User-Agent", "Go-http-client/2.0"],
    ["Accept-Encoding", "gzip"],
  ],
  events: [
    {
      id: "delivered",
      label: "Mail delivered",
      source: SOURCE,
      payload: mailgunDelivered,
    },
    {
      id: "permanent_fail",
      label: "Mail bounced",
      source: SOURCE,
      payload: mailgunFailed,
    },
  ],
};
