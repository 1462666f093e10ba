import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const SOURCE: PayloadSource = {
  url: "https://developer.atlassian.com/cloud/jira/platform/webhooks/",
  licence: "public documentation",
  abridged: true,
};

const SITE = "https://lighthouse-labs.atlassian.net";

function user(moment: Moment) {
  const accountId = `557058:${moment.uuid("account")}`;
  return {
    self: `${SITE}/rest/api/2/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    avatarUrls: { "48x48": `${SITE}/avatar/48`, "24x24": `${SITE}/avatar/24` },
    displayName: "Mira Okafor",
    active: true,
    timeZone: "Europe/Lisbon",
    accountType: "atlassian",
  };
}

/** Jira's dates have an offset without a colon. */
function jiraDate(moment: Moment, offsetSeconds: number): string {
  return moment.iso(offsetSeconds).replace("Z", "+0000");
}

function issue(moment: Moment, status: { id: string; name: string }) {
  return {
    id: "10214",
    self: `${SITE}/rest/api/2/issue/10214`,
    key: "BEA-214",
    fields: {
      summary: "A reset connection is not tried again",
      description: "The receiver closed the socket.",
      issuetype: {
        self: `${SITE}/rest/api/2/issuetype/10004`,
        id: "10004",
        description: "A problem or error.",
        name: "Bug",
        subtask: false,
        hierarchyLevel: 0,
      },
      project: {
        self: `${SITE}/rest/api/2/project/10001`,
        id: "10001",
        key: "BEA",
        name: "Beacon",
        projectTypeKey: "software",
        simplified: true,
      },
      status: {
        self: `${SITE}/rest/api/2/status/${status.id}`,
        description: "",
        name: status.name,
        id: status.id,
        statusCategory: { id: 2, key: "new", colorName: "blue-gray", name: "To Do" },
      },
      priority: { self: `${SITE}/rest/api/2/priority/2`, name: "High", id: "2" },
      labels: ["delivery"],
      assignee: null,
      reporter: user(moment),
      creator: user(moment),
      created: jiraDate(moment, -120),
      updated: jiraDate(moment, -2),
      duedate: null,
      resolution: null,
      resolutiondate: null,
      components: [],
      fixVersions: [],
      versions: [],
      issuelinks: [],
      subtasks: [],
      attachment: [],
      timetracking: {},
      votes: { votes: 0, hasVoted: false },
      watches: { watchCount: 1, isWatching: true },
    },
  };
}

function created(moment: Moment) {
  return {
    timestamp: moment.now.getTime(),
    webhookEvent: "jira:issue_created",
    issue_event_type_name: "issue_created",
    user: user(moment),
    issue: issue(moment, { id: "10000", name: "To Do" }),
    changelog: {
      id: "20417",
      items: [
        {
          field: "status",
          fieldtype: "jira",
          fieldId: "status",
          from: null,
          fromString: null,
          to: "10000",
          toString: "To Do",
        },
      ],
    },
  };
}

function updated(moment: Moment) {
  return {
    timestamp: moment.now.getTime(),
    webhookEvent: "jira:issue_updated",
    issue_event_type_name: "issue_generic",
    user: user(moment),
    issue: issue(moment, { id: "3", name: "In Progress" }),
    changelog: {
      id: "20418",
      items: [
        {
          field: "status",
          fieldtype: "jira",
          fieldId: "status",
          from: "10000",
          fromString: "To Do",
          to: "3",
          toString: "In Progress",
        },
      ],
    },
  };
}

export const JIRA_SAMPLES: SampleProvider = {
  id: "jira",
  label: "Jira",
  scheme: "jira",
  format: "json",
  path: "/jira",
  headers: (moment) => [
    ["Accept", "*/*"],
    ["Content-Type", "application/json; charset=UTF-8"],
    ["User-Agent", "Atlassian HttpClient unknown / JIRA-1001.0.0-SNAPSHOT (100277) / Default"],
    ["X-Atlassian-Webhook-Flow", "Primary"],
    ["X-Atlassian-Webhook-Identifier", moment.id],
  ],
  events: [
    {
      id: "issue_created",
      topic: "jira:issue_created",
      label: "Issue created",
      source: SOURCE,
      payload: created,
    },
    {
      id: "issue_updated",
      topic: "jira:issue_updated",
      label: "Issue moved",
      source: SOURCE,
      payload: updated,
    },
  ],
};
