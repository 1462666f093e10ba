import type { Moment } from "#lib/simulators/moment.ts";
import {
  type PayloadSource,
  type SampleEvent,
  type SampleProvider,
  topicOf,
} from "#lib/simulators/provider.ts";

const WHATSAPP: PayloadSource = {
  url: "https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages",
  licence: "public documentation",
};
const PAGES: PayloadSource = {
  url: "https://developers.facebook.com/docs/graph-api/webhooks/reference/page/",
  licence: "public documentation",
};
const TWITCH: PayloadSource = {
  url: "https://github.com/twitchdev/twitch-cli/tree/main/internal/events/types",
  licence: "Apache-2.0",
};
const ZOOM: PayloadSource = {
  url: "https://developers.zoom.us/docs/api/meetings/events/",
  licence: "public documentation",
  abridged: true,
};

// Numbers that are set aside for fiction.
const BUSINESS = "15555550142";
const CUSTOMER = "15555550187";

function whatsApp(moment: Moment, value: Record<string, unknown>) {
  const metadata = { display_phone_number: BUSINESS, phone_number_id: moment.digits(15, "phone") };
  return {
    object: "whatsapp_business_account",
    entry: [
      {
        id: moment.digits(15, "account"),
        changes: [
          { value: { messaging_product: "whatsapp", metadata, ...value }, field: "messages" },
        ],
      },
    ],
  };
}

function whatsAppMessage(moment: Moment) {
  return whatsApp(moment, {
    contacts: [{ profile: { name: "Ada Ferreira" }, wa_id: CUSTOMER }],
    messages: [
      {
        from: CUSTOMER,
        id: `wamid.${moment.token(56, "message")}`,
        timestamp: String(moment.seconds(-1)),
        text: { body: "Is the beacon lit? 🔦" },
        type: "text",
      },
    ],
  });
}

function whatsAppStatus(moment: Moment) {
  return whatsApp(moment, {
    statuses: [
      {
        id: `wamid.${moment.token(56, "message")}`,
        status: "delivered",
        timestamp: String(moment.seconds(-1)),
        recipient_id: CUSTOMER,
        conversation: { id: moment.hex(32, "conversation"), origin: { type: "utility" } },
        pricing: { billable: true, pricing_model: "PMP", category: "utility", type: "regular" },
      },
    ],
  });
}

function pageFeed(moment: Moment) {
  const page = moment.digits(15, "page");
  const post = `${page}_${moment.digits(15, "post")}`;
  return {
    object: "page",
    entry: [
      {
        id: page,
        time: moment.seconds(-1),
        changes: [
          {
            field: "feed",
            value: {
              from: { id: moment.digits(16, "person"), name: "Ada Ferreira" },
              item: "comment",
              comment_id: `${moment.digits(15, "post")}_${moment.digits(15, "comment")}`,
              post_id: post,
              parent_id: post,
              verb: "add",
              created_time: moment.seconds(-2),
              message: "When does the lantern ship?",
            },
          },
        ],
      },
    ],
  };
}

function twitchSubscription(moment: Moment, type: string, version: string, condition: object) {
  return {
    id: moment.uuid("subscription"),
    status: "enabled",
    type,
    version,
    condition,
    transport: { method: "webhook", callback: "https://lighthouse-labs.example/twitch" },
    created_at: moment.iso(-86_400),
    cost: 0,
  };
}

function twitchBroadcaster(moment: Moment) {
  return {
    broadcaster_user_id: moment.digits(8, "broadcaster"),
    broadcaster_user_login: "lighthouse_labs",
    broadcaster_user_name: "Lighthouse_Labs",
  };
}

function twitchFollow(moment: Moment) {
  const broadcaster = twitchBroadcaster(moment);
  const condition = {
    broadcaster_user_id: broadcaster.broadcaster_user_id,
    moderator_user_id: broadcaster.broadcaster_user_id,
  };
  return {
    subscription: twitchSubscription(moment, "channel.follow", "2", condition),
    event: {
      user_id: moment.digits(8, "user"),
      user_login: "ada_ferreira",
      user_name: "Ada_Ferreira",
      ...broadcaster,
      followed_at: moment.iso(-1),
    },
  };
}

function twitchOnline(moment: Moment) {
  const broadcaster = twitchBroadcaster(moment);
  const condition = { broadcaster_user_id: broadcaster.broadcaster_user_id };
  return {
    subscription: twitchSubscription(moment, "stream.online", "1", condition),
    event: {
      id: moment.digits(11, "stream"),
      ...broadcaster,
      type: "live",
      started_at: moment.iso(-1),
    },
  };
}

function zoom(event: string, label: string, participant: boolean): SampleEvent {
  return {
    id: event,
    label,
    source: ZOOM,
    payload: (moment) => ({
      event,
      event_ts: moment.now.getTime() - 1000,
      payload: {
        account_id: moment.token(22, "account"),
        object: {
          id: moment.digits(11, "meeting"),
          uuid: `${moment.token(22, "meeting")}==`,
          host_id: moment.token(22, "host"),
          topic: "Beacon weekly",
          type: 2,
          start_time: moment.iso(-1).replace(/\.\d+/, ""),
          duration: 30,
          timezone: "Europe/Lisbon",
          ...(participant
            ? {
                participant: {
                  user_id: moment.digits(8, "participant"),
                  user_name: "Mira Okafor",
                  id: moment.token(22, "participant"),
                  participant_uuid: moment.code(32, "participant"),
                  join_time: moment.iso(-1).replace(/\.\d+/, ""),
                  email: "mira@lighthouse-labs.example",
                },
              }
            : {}),
        },
      },
    }),
  };
}

export const SOCIAL: readonly SampleProvider[] = [
  {
    id: "meta",
    label: "Meta (Facebook, WhatsApp)",
    scheme: "meta",
    format: "json",
    path: "/meta",
    headers: () => [
      ["Accept", "*/*"],
      ["Accept-Encoding", "deflate, gzip"],
      ["Content-Type", "application/json"],
      ["User-Agent", "facebookexternalua"],
    ],
    events: [
      {
        id: "whatsapp-message",
        label: "WhatsApp message",
        topic: "messages",
        source: WHATSAPP,
        payload: whatsAppMessage,
      },
      {
        id: "whatsapp-status",
        label: "WhatsApp message delivered",
        topic: "messages",
        source: WHATSAPP,
        payload: whatsAppStatus,
      },
      {
        id: "page-feed",
        label: "Comment on a page",
        topic: "feed",
        source: PAGES,
        payload: pageFeed,
      },
    ],
  },
  {
    id: "twitch",
    label: "Twitch",
    scheme: "twitch",
    format: "json",
    path: "/twitch",
    headers: ({ id }, event) => [
      ["Content-Type", "application/json"],
      ["Twitch-Eventsub-Message-Id", id],
      ["Twitch-Eventsub-Message-Retry", "0"],
      ["Twitch-Eventsub-Message-Type", "notification"],
      ["Twitch-Eventsub-Subscription-Type", topicOf(event)],
      ["Twitch-Eventsub-Subscription-Version", event.id === "channel.follow" ? "2" : "1"],
    ],
    events: [
      { id: "channel.follow", label: "New follower", source: TWITCH, payload: twitchFollow },
      { id: "stream.online", label: "Stream started", source: TWITCH, payload: twitchOnline },
    ],
  },
  {
    id: "zoom",
    label: "Zoom",
    scheme: "zoom",
    format: "json",
    path: "/zoom",
    headers: (moment) => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Zoom Marketplace/1.0a"],
      ["x-zm-trackingid", `v=2.0;clid=sample;rid=WEB_${moment.hex(32, "tracking")}`],
    ],
    events: [
      zoom("meeting.started", "Meeting started", false),
      zoom("meeting.participant_joined", "Participant joined", true),
    ],
  },
];
