import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleEvent, SampleProvider } from "#lib/simulators/provider.ts";

const ZENDESK: PayloadSource = {
  url: "https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events",
  licence: "public documentation",
};
const INTERCOM: PayloadSource = {
  url: "https://developers.intercom.com/docs/references/webhooks/webhook-models",
  licence: "public documentation",
  abridged: true,
};
const HUBSPOT: PayloadSource = {
  url: "https://developers.hubspot.com/docs/api/webhooks",
  licence: "public documentation",
};

function zendesk(
  id: string,
  label: string,
  status: string,
  event: Record<string, unknown>,
): SampleEvent {
  return {
    id,
    topic: `zen:event-type:${id}`,
    label,
    source: ZENDESK,
    payload: (moment) => ({
      account_id: 12_514_403,
      detail: {
        actor_id: "8447388090494",
        assignee_id: "8447388090494",
        brand_id: "8447346621310",
        created_at: moment.iso(-120),
        custom_status: "8447320466430",
        description: "The lantern arrived without its glass.",
        external_id: null,
        form_id: "8646151517822",
        group_id: "8447320466430",
        id: "5158",
        is_public: true,
        organization_id: "8447346622462",
        priority: "NORMAL",
        requester_id: "8447388090494",
        status,
        subject: "Broken lantern",
        submitter_id: "8447388090494",
        tags: ["orders"],
        type: "QUESTION",
        updated_at: moment.iso(-1),
        via: { channel: "web_service" },
      },
      event,
      id: moment.id,
      subject: "zen:ticket:5158",
      time: moment.iso(-1),
      type: `zen:event-type:${id}`,
      zendesk_event_version: "2022-11-06",
    }),
  };
}

function intercom(moment: Moment, topic: string, item: Record<string, unknown>) {
  return {
    type: "notification_event",
    app_id: moment.token(8, "app").toLowerCase(),
    data: { type: "notification_event_data", item },
    links: {},
    id: `notif_${moment.uuid("notification")}`,
    topic,
    delivery_status: "pending",
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: moment.seconds(-1),
    created_at: moment.seconds(-1),
    self: null,
  };
}

const CUSTOMER = { name: "Ada Ferreira", email: "ada@lighthouse-labs.example" };

function intercomConversation(moment: Moment) {
  const id = moment.digits(15, "conversation");
  const contact = moment.hex(24, "contact");
  return intercom(moment, "conversation.user.created", {
    type: "conversation",
    id,
    created_at: moment.seconds(-2),
    updated_at: moment.seconds(-2),
    waiting_since: moment.seconds(-2),
    snoozed_until: null,
    source: {
      type: "conversation",
      id: moment.digits(10, "source"),
      delivered_as: "customer_initiated",
      subject: "",
      body: "<p>When does the lantern ship?</p>",
      author: { type: "user", id: contact, ...CUSTOMER },
      attachments: [],
      url: "https://lighthouse-labs.example/lantern",
      redacted: false,
    },
    contacts: {
      type: "contact.list",
      contacts: [{ type: "contact", id: contact, external_id: null }],
    },
    first_contact_reply: { created_at: moment.seconds(-2), type: "conversation", url: null },
    admin_assignee_id: null,
    team_assignee_id: null,
    open: true,
    state: "open",
    read: false,
    tags: { type: "tag.list", tags: [] },
    priority: "not_priority",
    sla_applied: null,
    conversation_rating: null,
    teammates: { type: "admin.list", admins: [] },
    title: null,
    custom_attributes: {},
    topics: {},
    linked_objects: { type: "list", data: [], total_count: 0, has_more: false },
    links: { conversation_web: `https://app.intercom.com/a/inbox/conversation/${id}` },
  });
}

function intercomContact(moment: Moment) {
  return intercom(moment, "contact.user.created", {
    type: "contact",
    id: moment.hex(24, "contact"),
    workspace_id: moment.token(8, "app").toLowerCase(),
    external_id: "A-10293",
    role: "user",
    ...CUSTOMER,
    phone: null,
    avatar: null,
    owner_id: null,
    social_profiles: { type: "list", data: [] },
    has_hard_bounced: false,
    marked_email_as_spam: false,
    unsubscribed_from_emails: false,
    created_at: moment.iso(-2),
    updated_at: moment.iso(-2),
    signed_up_at: moment.iso(-2),
    last_seen_at: null,
    custom_attributes: {},
    tags: { type: "list", data: [], total_count: 0, has_more: false },
  });
}

function hubSpot(moment: Moment, type: string, more: Record<string, unknown>) {
  return [
    {
      eventId: Number(moment.digits(10, "event")),
      subscriptionId: 3_412_087,
      portalId: 62_515,
      appId: 1_160_452,
      occurredAt: moment.now.getTime() - 1500,
      subscriptionType: type,
      attemptNumber: 0,
      objectId: Number(moment.digits(10, "object")),
      ...more,
    },
  ];
}

function hubSpotContact(moment: Moment) {
  return hubSpot(moment, "contact.creation", {
    changeSource: "CRM_UI",
    changeFlag: "NEW",
    sourceId: "userId:22620597",
  });
}

function hubSpotDeal(moment: Moment) {
  return hubSpot(moment, "deal.propertyChange", {
    propertyName: "dealstage",
    propertyValue: "closedwon",
    changeSource: "CRM_UI",
    sourceId: "userId:22620597",
    isSensitive: false,
  });
}

export const SUPPORT: readonly SampleProvider[] = [
  {
    id: "zendesk",
    label: "Zendesk",
    scheme: "zendesk",
    format: "json",
    path: "/zendesk",
    headers: (moment) => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Zendesk Webhook"],
      ["X-Zendesk-Account-Id", "12514403"],
      ["X-Zendesk-Webhook-Id", moment.code(26, "webhook")],
      ["X-Zendesk-Webhook-Invocation-Id", moment.code(26, "invocation")],
    ],
    events: [
      zendesk("ticket.created", "Ticket created", "NEW", { meta: { sequence: null } }),
      zendesk("ticket.status_changed", "Ticket solved", "SOLVED", {
        current: "SOLVED",
        previous: "OPEN",
      }),
    ],
  },
  {
    id: "intercom",
    label: "Intercom",
    scheme: "intercom",
    format: "json",
    path: "/intercom",
    headers: () => [
      ["Accept", "application/json"],
      ["Content-Type", "application/json"],
      ["User-Agent", "intercom-web-hooks/1.0"],
    ],
    events: [
      {
        id: "conversation.user.created",
        label: "Conversation started",
        source: INTERCOM,
        payload: intercomConversation,
      },
      {
        id: "contact.user.created",
        label: "User created",
        source: INTERCOM,
        payload: intercomContact,
      },
    ],
  },
  {
    id: "hubspot",
    label: "HubSpot",
    scheme: "hubspot-v3",
    format: "json",
    path: "/hubspot",
    headers: () => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "HubSpot Connect 2.0 (http://dev.hubspot.com/)"],
    ],
    events: [
      {
        id: "contact.creation",
        label: "Contact created",
        source: HUBSPOT,
        payload: hubSpotContact,
      },
      {
        id: "deal.propertychange",
        topic: "deal.propertyChange",
        label: "Deal won",
        source: HUBSPOT,
        payload: hubSpotDeal,
      },
    ],
  },
];
