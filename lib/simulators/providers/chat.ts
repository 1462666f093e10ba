import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const SLACK_EVENTS: PayloadSource = {
  url: "https://docs.slack.dev/apis/events-api/",
  licence: "public documentation",
};
const SLACK_COMMANDS: PayloadSource = {
  url: "https://docs.slack.dev/interactivity/implementing-slash-commands/",
  licence: "public documentation",
};
const TELEGRAM: PayloadSource = {
  url: "https://core.telegram.org/bots/api#update",
  licence: "public documentation",
};
const LINE: PayloadSource = {
  url: "https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects",
  licence: "public documentation",
};

/** What Slack calls a `ts`: seconds and six digits more. */
function slackTime(moment: Moment): string {
  return `${moment.seconds(-1)}.${moment.digits(6, "ts")}`;
}

function slackEvent(moment: Moment, event: Record<string, unknown>) {
  const user = `U0${moment.code(9, "user")}`;
  const team = `T0${moment.code(9, "team")}`;
  return {
    token: moment.token(24, "verification"),
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: `A0${moment.code(9, "app")}`,
    event: { user, ...event, team, event_ts: slackTime(moment) },
    type: "event_callback",
    event_id: `Ev0${moment.code(8, "event")}`,
    event_time: moment.seconds(-1),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: `U0${moment.code(9, "bot")}`,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${moment.token(72, "context")}`,
  };
}

function slackMention(moment: Moment) {
  return slackEvent(moment, {
    type: "app_mention",
    ts: slackTime(moment),
    client_msg_id: moment.uuid("message"),
    text: `<@U0${moment.code(9, "bot")}> is the beacon lit?`,
    channel: `C0${moment.code(9, "channel")}`,
  });
}

function slackReaction(moment: Moment) {
  return slackEvent(moment, {
    type: "reaction_added",
    reaction: "thumbsup",
    item_user: `U0${moment.code(9, "author")}`,
    item: { type: "message", channel: `C0${moment.code(9, "channel")}`, ts: slackTime(moment) },
  });
}

function slackCommand(moment: Moment) {
  const team = `T0${moment.code(9, "team")}`;
  return {
    token: moment.token(24, "verification"),
    team_id: team,
    team_domain: "lighthouse-labs",
    channel_id: `C0${moment.code(9, "channel")}`,
    channel_name: "deploys",
    user_id: `U0${moment.code(9, "user")}`,
    user_name: "mira",
    command: "/beacon",
    text: "status café",
    api_app_id: `A0${moment.code(9, "app")}`,
    is_enterprise_install: "false",
    response_url: `https://hooks.slack.com/commands/${team}/${moment.digits(13, "response")}/sample`,
    trigger_id: `${moment.digits(13, "trigger")}.${moment.digits(12, "trigger")}.${moment.hex(32)}`,
  };
}

function telegramMessage(moment: Moment) {
  const person = { first_name: "Mira", last_name: "Okafor", username: "mira_okafor" };
  const id = Number(moment.digits(9, "user"));
  return {
    message_id: 214,
    from: { id, is_bot: false, ...person, language_code: "en" },
    chat: { id, ...person, type: "private" },
    date: moment.seconds(-1),
    text: "/start beacon",
    entities: [{ offset: 0, length: 6, type: "bot_command" }],
  };
}

function telegramUpdate(moment: Moment) {
  return { update_id: Number(moment.digits(9, "update")), message: telegramMessage(moment) };
}

function telegramCallback(moment: Moment) {
  const { from, chat } = telegramMessage(moment);
  const bot = { id: Number(moment.digits(10, "bot")), is_bot: true, first_name: "Beacon" };
  return {
    update_id: Number(moment.digits(9, "update")),
    callback_query: {
      id: moment.digits(18, "query"),
      from,
      message: {
        message_id: 213,
        from: { ...bot, username: "beacon_bot" },
        chat,
        date: moment.seconds(-30),
        text: "Light the beacon?",
        reply_markup: { inline_keyboard: [[{ text: "Yes", callback_data: "light" }]] },
      },
      chat_instance: `-${moment.digits(19, "chat")}`,
      data: "light",
    },
  };
}

function lineEvent(moment: Moment, event: Record<string, unknown>) {
  return {
    destination: `U${moment.hex(32, "bot")}`,
    events: [
      {
        ...event,
        webhookEventId: moment.code(26, "event"),
        deliveryContext: { isRedelivery: false },
        timestamp: moment.now.getTime() - 1000,
        source: { type: "user", userId: `U${moment.hex(32, "user")}` },
        replyToken: moment.hex(32, "reply"),
        mode: "active",
      },
    ],
  };
}

function lineMessage(moment: Moment) {
  const message = {
    type: "text",
    id: moment.digits(18, "message"),
    quoteToken: moment.token(44, "quote"),
    text: "灯台はついていますか？",
  };
  return lineEvent(moment, { type: "message", message });
}

function lineFollow(moment: Moment) {
  return lineEvent(moment, { type: "follow", follow: { isUnblocked: false } });
}

export const CHAT: readonly SampleProvider[] = [
  {
    id: "slack",
    label: "Slack",
    scheme: "slack",
    format: "json",
    path: "/slack",
    headers: (_, event) => [
      ["Accept", "*/*"],
      ["Accept-Encoding", "gzip,deflate"],
      [
        "Content-Type",
        event.format === "form" ? "application/x-www-form-urlencoded" : "application/json",
      ],
      ["User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)"],
    ],
    events: [
      { id: "app_mention", label: "App mentioned", source: SLACK_EVENTS, payload: slackMention },
      { id: "reaction_added", label: "Reaction", source: SLACK_EVENTS, payload: slackReaction },
      {
        id: "slash-command",
        label: "Slash command",
        source: SLACK_COMMANDS,
        format: "form",
        payload: slackCommand,
      },
    ],
  },
  {
    id: "telegram",
    label: "Telegram",
    scheme: "telegram",
    format: "json",
    path: "/telegram",
    headers: () => [
      ["Content-Type", "application/json"],
      ["Accept-Encoding", "gzip, deflate"],
    ],
    events: [
      { id: "message", label: "Message", source: TELEGRAM, payload: telegramUpdate },
      {
        id: "callback_query",
        label: "Button pressed",
        source: TELEGRAM,
        payload: telegramCallback,
      },
    ],
  },
  {
    id: "line",
    label: "LINE",
    scheme: "line",
    format: "json",
    path: "/line",
    headers: () => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "LineBotWebhook/2.0"],
    ],
    events: [
      { id: "message", label: "Message", source: LINE, payload: lineMessage },
      { id: "follow", label: "Followed", source: LINE, payload: lineFollow },
    ],
  },
];
