import type { Moment } from "#lib/simulators/moment.ts";
import {
  type PayloadSource,
  type SampleEvent,
  type SampleProvider,
  topicOf,
} from "#lib/simulators/provider.ts";

const PAGERDUTY: PayloadSource = {
  url: "https://developer.pagerduty.com/docs/webhooks-overview",
  licence: "public documentation",
};
const SENTRY: PayloadSource = {
  url: "https://docs.sentry.io/organization/integrations/integration-platform/webhooks/",
  licence: "public documentation",
  abridged: true,
};

function pagerDuty(type: string, label: string, status: string): SampleEvent {
  return {
    id: type,
    label,
    source: PAGERDUTY,
    payload: (moment) => {
      const reference = (kind: string, path: string, summary: string) => {
        const id = `P${moment.code(6, path)}`;
        return {
          html_url: `https://lighthouse-labs.pagerduty.com/${path}/${id}`,
          id,
          self: `https://api.pagerduty.com/${path}/${id}`,
          summary,
          type: `${kind}_reference`,
        };
      };
      const id = `Q${moment.code(13, "incident")}`;
      const user = reference("user", "users", "Mira Okafor");
      return {
        event: {
          id: moment.code(26, "event"),
          event_type: type,
          resource_type: "incident",
          occurred_at: moment.iso(-1),
          agent: user,
          client: null,
          data: {
            id,
            type: "incident",
            self: `https://api.pagerduty.com/incidents/${id}`,
            html_url: `https://lighthouse-labs.pagerduty.com/incidents/${id}`,
            number: 214,
            status,
            incident_key: moment.hex(32, "key"),
            created_at: moment.iso(-60),
            title: "Deliveries fail with a reset connection",
            service: reference("service", "services", "Beacon"),
            assignees: [user],
            escalation_policy: reference("escalation_policy", "escalation_policies", "On call"),
            teams: [reference("team", "teams", "Beacon")],
            priority: reference("priority", "priorities", "P2"),
            urgency: "high",
            conference_bridge: null,
            resolve_reason: null,
          },
        },
      };
    },
  };
}

const SENTRY_API = "https://sentry.io/api/0";

function sentryIssue(moment: Moment) {
  const id = moment.digits(10, "issue");
  return {
    action: "created",
    installation: { uuid: moment.uuid("installation") },
    data: {
      issue: {
        url: `${SENTRY_API}/organizations/lighthouse-labs/issues/${id}/`,
        web_url: `https://lighthouse-labs.sentry.io/issues/${id}/`,
        project_url: "https://lighthouse-labs.sentry.io/issues/?project=4505",
        id,
        shareId: null,
        shortId: "BEACON-4F",
        title: "TypeError: socket hang up",
        culprit: "deliver(src/deliver.ts)",
        permalink: null,
        logger: null,
        level: "error",
        status: "unresolved",
        statusDetails: {},
        substatus: "new",
        isPublic: false,
        platform: "node",
        project: { id: "4505", name: "beacon", slug: "beacon", platform: "node" },
        type: "error",
        metadata: {
          type: "TypeError",
          value: "socket hang up",
          filename: "src/deliver.ts",
          function: "deliver",
        },
        numComments: 0,
        assignedTo: null,
        isBookmarked: false,
        isSubscribed: false,
        hasSeen: false,
        annotations: [],
        issueType: "error",
        issueCategory: "error",
        isUnhandled: true,
        count: "1",
        userCount: 0,
        firstSeen: moment.iso(-3),
        lastSeen: moment.iso(-3),
      },
    },
    actor: { type: "application", id: "sentry", name: "Sentry" },
  };
}

function sentryAlert(moment: Moment) {
  const id = moment.digits(10, "issue");
  const eventId = moment.hex(32, "event");
  const site = `https://lighthouse-labs.sentry.io/issues/${id}/events/${eventId}/`;
  return {
    action: "triggered",
    installation: { uuid: moment.uuid("installation") },
    data: {
      event: {
        _ref: 1,
        _ref_version: 2,
        contexts: { runtime: { name: "node", version: "v24.21.0", type: "runtime" } },
        culprit: "deliver(src/deliver.ts)",
        datetime: moment.iso(-3),
        dist: null,
        event_id: eventId,
        exception: {
          values: [
            {
              type: "TypeError",
              value: "socket hang up",
              mechanism: { type: "onunhandledrejection", handled: false },
              stacktrace: {
                frames: [
                  {
                    filename: "src/deliver.ts",
                    function: "deliver",
                    lineno: 41,
                    colno: 17,
                    in_app: true,
                    context_line: "    await send(request);",
                  },
                ],
              },
            },
          ],
        },
        fingerprint: ["{{ default }}"],
        issue_id: id,
        issue_url: `${SENTRY_API}/organizations/lighthouse-labs/issues/${id}/`,
        key_id: "667532",
        level: "error",
        location: "src/deliver.ts",
        logger: "",
        message: "",
        metadata: { type: "TypeError", value: "socket hang up", filename: "src/deliver.ts" },
        platform: "node",
        project: 4505,
        received: moment.seconds(-2),
        release: "beacon@2.4.0",
        sdk: { name: "sentry.javascript.node", version: "10.27.0" },
        tags: [
          ["environment", "production"],
          ["level", "error"],
        ],
        timestamp: moment.seconds(-3),
        title: "TypeError: socket hang up",
        type: "error",
        url: `${SENTRY_API}/projects/lighthouse-labs/beacon/events/${eventId}/`,
        user: null,
        version: "7",
        web_url: site,
      },
      triggered_rule: "A new issue is created",
    },
    actor: { type: "application", id: "sentry", name: "Sentry" },
  };
}

export const OPERATIONS: readonly SampleProvider[] = [
  {
    id: "pagerduty",
    label: "PagerDuty",
    scheme: "pagerduty",
    format: "json",
    path: "/pagerduty",
    headers: (moment) => [
      ["Accept", "application/json"],
      ["Content-Type", "application/json"],
      ["User-Agent", "PagerDuty-Webhook/V3.0"],
      ["X-Webhook-Id", moment.id],
      ["X-Webhook-Subscription", `P${moment.code(6, "subscription")}`],
    ],
    events: [
      pagerDuty("incident.triggered", "Incident triggered", "triggered"),
      pagerDuty("incident.resolved", "Incident resolved", "resolved"),
    ],
  },
  {
    id: "sentry",
    label: "Sentry",
    scheme: "sentry",
    format: "json",
    path: "/sentry",
    headers: (moment, event) => [
      ["Content-Type", "application/json"],
      ["Request-ID", moment.hex(32, "request")],
      ["Sentry-Hook-Resource", topicOf(event)],
      ["Sentry-Hook-Timestamp", String(moment.seconds())],
    ],
    events: [
      { id: "issue", label: "Issue created", source: SENTRY, payload: sentryIssue },
      { id: "event_alert", label: "Issue alert triggered", source: SENTRY, payload: sentryAlert },
    ],
  },
];
