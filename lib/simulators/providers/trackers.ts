import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";

const LINEAR: PayloadSource = {
  url: "https://linear.app/developers/webhooks",
  licence: "public documentation",
  abridged: true,
};
const ASANA: PayloadSource = {
  url: "https://developers.asana.com/reference/events",
  licence: "public documentation",
};
const TRELLO: PayloadSource = {
  url: "https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/",
  licence: "public documentation",
  abridged: true,
};

const EMAIL = "mira@lighthouse-labs.example";

function linearEnvelope(moment: Moment, type: string, data: Record<string, unknown>, url: string) {
  return {
    action: "create",
    actor: {
      id: moment.uuid("actor"),
      name: "Mira Okafor",
      email: EMAIL,
      url: "https://linear.app/lighthouse-labs/profiles/mira",
      type: "user",
    },
    createdAt: moment.iso(-2),
    data,
    url,
    type,
    organizationId: moment.uuid("organization"),
    webhookTimestamp: moment.now.getTime(),
    webhookId: moment.uuid("webhook"),
  };
}

function linearIssue(moment: Moment) {
  const url = "https://linear.app/lighthouse-labs/issue/BEA-214/a-reset-is-not-tried-again";
  const team = { id: moment.uuid("team"), key: "BEA", name: "Beacon" };
  const state = { id: moment.uuid("state"), color: "#e2e2e2", name: "Todo", type: "unstarted" };
  const label = { id: moment.uuid("label"), color: "#eb5757", name: "Bug" };
  const data = {
    id: moment.uuid("issue"),
    createdAt: moment.iso(-2),
    updatedAt: moment.iso(-2),
    number: 214,
    title: "A reset connection is not tried again",
    priority: 2,
    priorityLabel: "High",
    sortOrder: -412.5,
    startedAt: null,
    completedAt: null,
    canceledAt: null,
    dueDate: null,
    labelIds: [label.id],
    teamId: team.id,
    creatorId: moment.uuid("actor"),
    stateId: state.id,
    previousIdentifiers: [],
    identifier: "BEA-214",
    url,
    subscriberIds: [moment.uuid("actor")],
    state,
    team,
    labels: [label],
    description: "The receiver closed the socket.",
  };
  return linearEnvelope(moment, "Issue", data, url);
}

function linearComment(moment: Moment) {
  const issue = {
    id: moment.uuid("issue"),
    title: "A reset connection is not tried again",
    teamId: moment.uuid("team"),
    identifier: "BEA-214",
    url: "https://linear.app/lighthouse-labs/issue/BEA-214/a-reset-is-not-tried-again",
  };
  const url = `${issue.url}#comment-${moment.hex(8, "comment")}`;
  const data = {
    id: moment.uuid("comment"),
    createdAt: moment.iso(-2),
    updatedAt: moment.iso(-2),
    body: "I can reproduce it with the hostile receiver.",
    issueId: issue.id,
    userId: moment.uuid("actor"),
    reactionData: [],
    issue,
    user: { id: moment.uuid("actor"), name: "Mira Okafor", email: EMAIL, url: issue.url },
  };
  return linearEnvelope(moment, "Comment", data, url);
}

function trelloEnvelope(moment: Moment, type: string, data: Record<string, unknown>) {
  const board = moment.hex(24, "board");
  const member = moment.hex(24, "member");
  return {
    model: {
      id: board,
      name: "Beacon",
      desc: "",
      descData: null,
      closed: false,
      idOrganization: moment.hex(24, "organization"),
      pinned: false,
      url: "https://trello.com/b/Bk7mQ2xR/beacon",
      shortUrl: "https://trello.com/b/Bk7mQ2xR",
      prefs: {
        permissionLevel: "org",
        voting: "disabled",
        comments: "members",
        background: "blue",
      },
      labelNames: { green: "", yellow: "", orange: "", red: "Bug", purple: "", blue: "" },
    },
    action: {
      id: moment.hex(24, "action"),
      idMemberCreator: member,
      data: {
        card: {
          id: moment.hex(24, "card"),
          name: "A reset connection is not tried again",
          idShort: 14,
          shortLink: "Qw8rT2yU",
        },
        board: { id: board, name: "Beacon", shortLink: "Bk7mQ2xR" },
        ...data,
      },
      appCreator: null,
      type,
      date: moment.iso(-1),
      limits: {},
      display: { translationKey: `action_${type}`, entities: {} },
      memberCreator: {
        id: member,
        activityBlocked: false,
        avatarHash: null,
        avatarUrl: null,
        fullName: "Mira Okafor",
        idMemberReferrer: null,
        initials: "MO",
        nonPublicAvailable: true,
        username: "miraokafor",
      },
    },
    webhook: { id: moment.hex(24, "webhook"), idModel: board, active: true },
  };
}

function trelloMove(moment: Moment) {
  const lists = {
    listBefore: { id: moment.hex(24, "doing"), name: "Doing" },
    listAfter: { id: moment.hex(24, "done"), name: "Done" },
  };
  return trelloEnvelope(moment, "updateCard", { old: { idList: lists.listBefore.id }, ...lists });
}

function trelloComment(moment: Moment) {
  return trelloEnvelope(moment, "commentCard", {
    text: "I can reproduce it with the hostile receiver.",
    list: { id: moment.hex(24, "doing"), name: "Doing" },
  });
}

function asanaEvents(moment: Moment) {
  const task = {
    gid: moment.digits(16, "task"),
    resource_type: "task",
    resource_subtype: "default_task",
  };
  const user = { gid: moment.digits(16, "user"), resource_type: "user" };
  return { task, user, created_at: moment.iso(-1) };
}

function asanaTask(moment: Moment) {
  const { task, user, created_at } = asanaEvents(moment);
  const change = {
    field: "assignee",
    action: "changed",
    new_value: { gid: user.gid, resource_type: "user" },
  };
  return {
    events: [{ user, created_at, action: "changed", resource: task, parent: null, change }],
  };
}

function asanaStory(moment: Moment) {
  const { task, user, created_at } = asanaEvents(moment);
  const resource = {
    gid: moment.digits(16, "story"),
    resource_type: "story",
    resource_subtype: "comment_added",
  };
  return { events: [{ user, created_at, action: "added", resource, parent: task }] };
}

export const TRACKERS: readonly SampleProvider[] = [
  {
    id: "linear",
    label: "Linear",
    scheme: "linear",
    format: "json",
    path: "/linear",
    headers: ({ id }, event) => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Linear-Webhook"],
      ["Linear-Delivery", id],
      ["Linear-Event", topicOf(event)],
    ],
    events: [
      {
        id: "issue-create",
        topic: "Issue",
        label: "Issue created",
        source: LINEAR,
        payload: linearIssue,
      },
      {
        id: "comment-create",
        topic: "Comment",
        label: "Comment created",
        source: LINEAR,
        payload: linearComment,
      },
    ],
  },
  {
    id: "trello",
    label: "Trello",
    scheme: "trello",
    format: "json",
    path: "/trello",
    headers: () => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json; charset=utf-8"],
    ],
    events: [
      {
        id: "update-card",
        topic: "updateCard",
        label: "Card moved",
        source: TRELLO,
        payload: trelloMove,
      },
      {
        id: "comment-card",
        topic: "commentCard",
        label: "Card commented",
        source: TRELLO,
        payload: trelloComment,
      },
    ],
  },
  {
    id: "asana",
    label: "Asana",
    scheme: "asana",
    format: "json",
    path: "/asana",
    headers: (moment) => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json; charset=UTF-8"],
      ["X-Asana-Request-Signature", moment.hex(64, "request")],
    ],
    events: [
      { id: "task.changed", label: "Task assigned", source: ASANA, payload: asanaTask },
      { id: "story.added", label: "Comment added", source: ASANA, payload: asanaStory },
    ],
  },
];
