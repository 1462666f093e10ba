import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const INTERACTIONS: PayloadSource = {
  url: "https://github.com/discord/discord-api-docs/blob/main/developers/interactions/receiving-and-responding.mdx",
  licence: "CC BY-SA 4.0",
  abridged: true,
};
const EVENTS: PayloadSource = {
  url: "https://github.com/discord/discord-api-docs/blob/main/developers/events/webhook-events.mdx",
  licence: "CC BY-SA 4.0",
};

function user(moment: Moment) {
  return {
    id: moment.digits(18, "user"),
    username: "mira.okafor",
    discriminator: "0",
    global_name: "Mira",
    avatar: moment.hex(32, "avatar"),
    public_flags: 0,
  };
}

function interaction(moment: Moment) {
  return {
    app_permissions: "562949953601536",
    application_id: moment.digits(19, "application"),
    authorizing_integration_owners: {},
    entitlements: [],
    id: moment.digits(19, "interaction"),
    token: moment.token(120, "token"),
    version: 1,
  };
}

function ping(moment: Moment) {
  return { ...interaction(moment), type: 1, user: user(moment) };
}

function command(moment: Moment) {
  const guild = moment.digits(18, "guild");
  return {
    ...interaction(moment),
    type: 2,
    authorizing_integration_owners: { 0: guild },
    channel: { id: moment.digits(18, "channel"), guild_id: guild, name: "deploys", type: 0 },
    channel_id: moment.digits(18, "channel"),
    context: 0,
    data: {
      id: moment.digits(19, "command"),
      name: "beacon",
      type: 1,
      options: [{ name: "state", type: 3, value: "lit" }],
    },
    guild: { id: guild, features: [], locale: "en-US" },
    guild_id: guild,
    guild_locale: "en-US",
    locale: "en-GB",
    member: {
      user: user(moment),
      nick: null,
      avatar: null,
      roles: [],
      joined_at: "2024-02-11T09:14:07.000000+00:00",
      premium_since: null,
      permissions: "562949953601536",
      pending: false,
      deaf: false,
      mute: false,
      flags: 0,
    },
  };
}

function authorized(moment: Moment) {
  return {
    version: 1,
    application_id: moment.digits(19, "application"),
    type: 1,
    event: {
      type: "APPLICATION_AUTHORIZED",
      timestamp: moment.iso(-1).replace("Z", ""),
      data: { integration_type: 1, scopes: ["applications.commands"], user: user(moment) },
    },
  };
}

export const DISCORD_SAMPLES: SampleProvider = {
  id: "discord",
  label: "Discord",
  scheme: "discord",
  format: "json",
  path: "/discord",
  headers: () => [
    ["Content-Type", "application/json"],
    ["User-Agent", "Discord-Interactions/1.0 (+https://discord.com)"],
  ],
  events: [
    { id: "ping", label: "Ping", topic: "PING", source: INTERACTIONS, payload: ping },
    {
      id: "application_command",
      topic: "APPLICATION_COMMAND",
      label: "Slash command",
      source: INTERACTIONS,
      payload: command,
    },
    {
      id: "application_authorized",
      topic: "APPLICATION_AUTHORIZED",
      label: "App authorized",
      source: EVENTS,
      payload: authorized,
    },
  ],
};
