import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";

const BITBUCKET: PayloadSource = {
  url: "https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/",
  licence: "public documentation",
  abridged: true,
};
const EMAIL = "mira@lighthouse-labs.example";

const bitbucketLinks = (path: string) => ({
  self: { href: `https://api.bitbucket.org/2.0/${path}` },
  html: { href: `https://bitbucket.org/${path.replace(/^\w+\//, "")}` },
});

function bitbucketParts(moment: Moment) {
  return {
    actor: {
      type: "user",
      display_name: "Mira Okafor",
      nickname: "mira",
      account_id: `557058:${moment.uuid("account")}`,
      uuid: `{${moment.uuid("user")}}`,
      links: bitbucketLinks("users/mira"),
    },
    repository: {
      type: "repository",
      full_name: "lighthouse-labs/beacon",
      name: "beacon",
      scm: "git",
      website: null,
      is_private: true,
      uuid: `{${moment.uuid("repository")}}`,
      links: bitbucketLinks("repositories/lighthouse-labs/beacon"),
      project: { type: "project", key: "LAB", name: "Labs", uuid: `{${moment.uuid("project")}}` },
      workspace: { type: "workspace", slug: "lighthouse-labs", name: "Lighthouse Labs" },
    },
  };
}

function bitbucketPush(moment: Moment) {
  const { actor, repository } = bitbucketParts(moment);
  const commit = (salt: string, message: string) => ({
    type: "commit",
    hash: moment.hex(40, salt),
    date: moment.iso(-20),
    message,
    author: { type: "author", raw: `Mira Okafor <${EMAIL}>`, user: actor },
    links: bitbucketLinks(`commits/${moment.hex(40, salt)}`),
  });
  const branch = (target: unknown) => ({ type: "branch", name: "main", target });
  return {
    push: {
      changes: [
        {
          old: branch(commit("before", "Say why a delivery failed\n")),
          new: branch(commit("after", "Retry a delivery when the receiver hangs up\n")),
          truncated: false,
          created: false,
          forced: false,
          closed: false,
          commits: [commit("after", "Retry a delivery when the receiver hangs up\n")],
        },
      ],
    },
    repository,
    actor,
  };
}

function bitbucketPullRequest(moment: Moment) {
  const { actor, repository } = bitbucketParts(moment);
  const side = (name: string) => ({
    branch: { name },
    commit: { type: "commit", hash: moment.hex(12, name) },
    repository,
  });
  return {
    repository,
    actor,
    pullrequest: {
      type: "pullrequest",
      id: 21,
      title: "Retry a delivery when the receiver hangs up",
      description: "",
      state: "OPEN",
      author: actor,
      source: side("retry-on-reset"),
      destination: side("main"),
      merge_commit: null,
      comment_count: 0,
      task_count: 0,
      close_source_branch: true,
      closed_by: null,
      reason: "",
      created_on: moment.iso(-3),
      updated_on: moment.iso(-3),
      reviewers: [],
      participants: [],
      links: bitbucketLinks("pullrequests/21"),
    },
  };
}

export const BITBUCKET_SAMPLES: SampleProvider = {
  id: "bitbucket",
  label: "Bitbucket",
  scheme: "bitbucket",
  format: "json",
  path: "/bitbucket",
  headers: (moment, event) => [
    ["Content-Type", "application/json"],
    ["User-Agent", "Bitbucket-Webhooks/2.0"],
    ["X-Attempt-Number", "1"],
    ["X-Event-Key", topicOf(event)],
    ["X-Event-Time", moment.now.toUTCString()],
    ["X-Hook-UUID", moment.uuid("hook")],
    ["X-Request-UUID", moment.id],
  ],
  events: [
    {
      id: "repo-push",
      topic: "repo:push",
      label: "Push",
      source: BITBUCKET,
      payload: bitbucketPush,
    },
    {
      id: "pullrequest-created",
      topic: "pullrequest:created",
      label: "Pull request created",
      source: BITBUCKET,
      payload: bitbucketPullRequest,
    },
  ],
};
