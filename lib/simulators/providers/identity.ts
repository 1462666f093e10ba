import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const CLERK: PayloadSource = {
  url: "https://clerk.com/docs/guides/development/webhooks/overview",
  licence: "public documentation",
  abridged: true,
};
const OKTA: PayloadSource = {
  url: "https://developer.okta.com/docs/concepts/event-hooks/",
  licence: "public documentation",
};
const AUTH0: PayloadSource = {
  url: "https://auth0.com/docs/customize/log-streams/custom-log-streams",
  licence: "public documentation",
  abridged: true,
};
const WORKOS: PayloadSource = {
  url: "https://workos.com/docs/events",
  licence: "public documentation",
};

const EMAIL = "ada@lighthouse-labs.example";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const ADDRESS = "203.0.113.24";

function clerk(moment: Moment, type: string, data: Record<string, unknown>) {
  return {
    data,
    event_attributes: { http_request: { client_ip: ADDRESS, user_agent: BROWSER } },
    instance_id: `ins_${moment.token(27, "instance")}`,
    object: "event",
    timestamp: moment.now.getTime() - 1000,
    type,
  };
}

function clerkUser(moment: Moment) {
  const ms = moment.now.getTime() - 1500;
  const email = `idn_${moment.token(27, "email")}`;
  return clerk(moment, "user.created", {
    backup_code_enabled: false,
    banned: false,
    create_organization_enabled: true,
    created_at: ms,
    delete_self_enabled: true,
    email_addresses: [
      {
        created_at: ms,
        email_address: EMAIL,
        id: email,
        linked_to: [],
        object: "email_address",
        reserved: false,
        updated_at: ms,
        verification: {
          attempts: 1,
          expire_at: ms + 600_000,
          status: "verified",
          strategy: "email_code",
        },
      },
    ],
    external_accounts: [],
    external_id: null,
    first_name: "Ada",
    has_image: false,
    id: `user_${moment.token(27, "user")}`,
    image_url: "https://img.clerk.com/sample",
    last_active_at: ms,
    last_name: "Ferreira",
    last_sign_in_at: null,
    locked: false,
    object: "user",
    passkeys: [],
    password_enabled: true,
    phone_numbers: [],
    primary_email_address_id: email,
    primary_phone_number_id: null,
    private_metadata: {},
    public_metadata: {},
    totp_enabled: false,
    two_factor_enabled: false,
    unsafe_metadata: {},
    updated_at: ms,
    username: null,
    web3_wallets: [],
  });
}

function clerkSession(moment: Moment) {
  const ms = moment.now.getTime() - 1500;
  return clerk(moment, "session.created", {
    abandon_at: ms + 2_592_000_000,
    actor: null,
    client_id: `client_${moment.token(27, "client")}`,
    created_at: ms,
    expire_at: ms + 604_800_000,
    id: `sess_${moment.token(27, "session")}`,
    last_active_at: ms,
    object: "session",
    status: "active",
    updated_at: ms,
    user_id: `user_${moment.token(27, "user")}`,
  });
}

function oktaUser(moment: Moment) {
  const person = (salt: string, displayName: string, alternateId: string) => ({
    id: `00u${moment.token(17, salt)}`,
    type: "User",
    alternateId,
    displayName,
    detailEntry: null,
  });
  return {
    eventType: "com.okta.event_hook",
    eventTypeVersion: "1.0",
    cloudEventsVersion: "0.1",
    source: `https://lighthouse-labs.okta.com/api/v1/eventHooks/who${moment.token(17, "hook")}`,
    eventId: moment.id,
    data: {
      events: [
        {
          uuid: moment.uuid("event"),
          published: moment.iso(-2),
          eventType: "user.lifecycle.create",
          version: "0",
          displayMessage: "Create okta user",
          severity: "INFO",
          client: {
            userAgent: { rawUserAgent: BROWSER, os: "Linux", browser: "FIREFOX" },
            zone: "null",
            device: "Computer",
            id: null,
            ipAddress: ADDRESS,
            geographicalContext: null,
            ipChain: [],
          },
          device: null,
          actor: person("actor", "Mira Okafor", "mira@lighthouse-labs.example"),
          outcome: { result: "SUCCESS", reason: null },
          target: [person("target", "Ada Ferreira", EMAIL)],
          transaction: { type: "WEB", id: moment.token(27, "transaction"), detail: {} },
          debugContext: { debugData: { requestUri: "/api/v1/users" } },
          legacyEventType: "core.user.config.user_creation.success",
          authenticationContext: {
            authenticationProvider: null,
            credentialProvider: null,
            credentialType: null,
            issuer: null,
            authenticationStep: 0,
            externalSessionId: moment.token(25, "session"),
            interface: null,
          },
          securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
          insertionTimestamp: null,
        },
      ],
    },
    eventTime: moment.iso(-1),
    contentType: "application/json",
  };
}

function auth0Login(moment: Moment) {
  const logId = `900${moment.digits(53, "log")}`;
  return [
    {
      log_id: logId,
      data: {
        date: moment.iso(-2),
        type: "s",
        description: "Successful login",
        connection: "Username-Password-Authentication",
        connection_id: `con_${moment.token(16, "connection")}`,
        client_id: moment.token(32, "client"),
        client_name: "Beacon",
        ip: ADDRESS,
        user_agent: BROWSER,
        hostname: "lighthouse-labs.eu.auth0.com",
        user_id: `auth0|${moment.hex(24, "user")}`,
        user_name: EMAIL,
        strategy: "auth0",
        strategy_type: "database",
        log_id: logId,
      },
    },
  ];
}

function workOsUser(moment: Moment) {
  return {
    id: `event_01${moment.code(24, "event")}`,
    event: "user.created",
    data: {
      object: "user",
      id: `user_01${moment.code(24, "user")}`,
      email: EMAIL,
      first_name: "Ada",
      last_name: "Ferreira",
      email_verified: true,
      profile_picture_url: null,
      external_id: null,
      metadata: {},
      last_sign_in_at: null,
      created_at: moment.iso(-2),
      updated_at: moment.iso(-2),
    },
    created_at: moment.iso(-1),
  };
}

export const IDENTITY: readonly SampleProvider[] = [
  {
    id: "clerk",
    label: "Clerk",
    scheme: "clerk",
    format: "json",
    path: "/clerk",
    headers: (moment) => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "Svix-Webhooks/1.81.0"],
      ["svix-id", `msg_${moment.token(27, "message")}`],
    ],
    events: [
      { id: "user.created", label: "User created", source: CLERK, payload: clerkUser },
      { id: "session.created", label: "Session created", source: CLERK, payload: clerkSession },
    ],
  },
  {
    id: "okta",
    label: "Okta",
    scheme: "okta",
    format: "json",
    path: "/okta",
    headers: () => [
      ["Accept", "application/json"],
      ["Content-Type", "application/json"],
      ["User-Agent", "Okta Hooks/1.0"],
    ],
    events: [
      { id: "user.lifecycle.create", label: "User created", source: OKTA, payload: oktaUser },
    ],
  },
  {
    id: "auth0",
    label: "Auth0 (log stream)",
    scheme: "auth0",
    format: "json",
    path: "/auth0",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Auth0"],
    ],
    events: [{ id: "login", topic: "s", label: "Login", source: AUTH0, payload: auth0Login }],
  },
  {
    id: "workos",
    label: "WorkOS",
    scheme: "workos",
    format: "json",
    path: "/workos",
    headers: () => [
      ["Content-Type", "application/json"],
      ["Accept", "application/json"],
    ],
    events: [{ id: "user.created", label: "User created", source: WORKOS, payload: workOsUser }],
  },
];
