import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";

const GITLAB: PayloadSource = {
  url: "https://docs.gitlab.com/user/project/integrations/webhook_events/",
  licence: "CC BY-SA 4.0",
  abridged: true,
};
const EMAIL = "mira@lighthouse-labs.example";
const SITE = "https://gitlab.lighthouse-labs.example/labs/beacon";
const SSH = "git@gitlab.lighthouse-labs.example:labs/beacon.git";

const PROJECT = {
  id: 15,
  name: "Beacon",
  description: "",
  web_url: SITE,
  avatar_url: null,
  git_ssh_url: SSH,
  git_http_url: `${SITE}.git`,
  namespace: "Labs",
  visibility_level: 0,
  path_with_namespace: "labs/beacon",
  default_branch: "main",
  ci_config_path: null,
  homepage: SITE,
  url: SSH,
  ssh_url: SSH,
  http_url: `${SITE}.git`,
};

const USER = { id: 4, name: "Mira Okafor", username: "mira", avatar_url: null, email: EMAIL };

function gitlabCommit(moment: Moment) {
  const id = moment.hex(40, "after");
  return {
    id,
    message: "Retry a delivery when the receiver hangs up\n",
    title: "Retry a delivery when the receiver hangs up",
    timestamp: moment.iso(-20),
    url: `${SITE}/-/commit/${id}`,
    author: { name: "Mira Okafor", email: EMAIL },
  };
}

function gitlabPush(moment: Moment) {
  const after = moment.hex(40, "after");
  return {
    object_kind: "push",
    event_name: "push",
    before: moment.hex(40, "before"),
    after,
    ref: "refs/heads/main",
    ref_protected: true,
    checkout_sha: after,
    user_id: 4,
    user_name: "Mira Okafor",
    user_username: "mira",
    user_email: EMAIL,
    user_avatar: null,
    project_id: 15,
    project: PROJECT,
    commits: [
      { ...gitlabCommit(moment), added: ["src/retry.ts"], modified: ["README.md"], removed: [] },
    ],
    total_commits_count: 1,
    repository: {
      name: "Beacon",
      url: SSH,
      description: "",
      homepage: SITE,
      git_http_url: `${SITE}.git`,
      git_ssh_url: SSH,
      visibility_level: 0,
    },
  };
}

function gitlabMergeRequest(moment: Moment) {
  return {
    object_kind: "merge_request",
    event_type: "merge_request",
    user: USER,
    project: PROJECT,
    object_attributes: {
      id: 99,
      iid: 1,
      target_branch: "main",
      source_branch: "retry-on-reset",
      source_project_id: 15,
      target_project_id: 15,
      author_id: 4,
      assignee_ids: [6],
      assignee_id: 6,
      reviewer_ids: [6],
      title: "Retry a delivery when the receiver hangs up",
      created_at: moment.iso(-3),
      updated_at: moment.iso(-3),
      last_edited_at: null,
      milestone_id: null,
      state_id: 1,
      state: "opened",
      blocking_discussions_resolved: true,
      work_in_progress: false,
      draft: false,
      first_contribution: false,
      merge_status: "unchecked",
      description: "Fixes #23",
      prepared_at: moment.iso(-2),
      total_time_spent: 0,
      time_change: 0,
      url: `${SITE}/-/merge_requests/1`,
      source: PROJECT,
      target: PROJECT,
      last_commit: gitlabCommit(moment),
      labels: [],
      action: "open",
      detailed_merge_status: "mergeable",
    },
    labels: [],
    changes: {},
    repository: { name: "Beacon", url: SSH, description: "", homepage: SITE },
    assignees: [{ ...USER, id: 6, name: "Tomas Lindqvist", username: "tomas" }],
    reviewers: [{ ...USER, id: 6, name: "Tomas Lindqvist", username: "tomas" }],
  };
}

function gitlabIssue(moment: Moment) {
  return {
    object_kind: "issue",
    event_type: "issue",
    user: USER,
    project: PROJECT,
    object_attributes: {
      id: 301,
      title: "A reset connection is not tried again",
      assignee_ids: [],
      assignee_id: null,
      author_id: 4,
      project_id: 15,
      created_at: moment.iso(-2),
      updated_at: moment.iso(-2),
      updated_by_id: null,
      last_edited_at: null,
      relative_position: 0,
      description: "The receiver closed the socket.",
      milestone_id: null,
      state_id: 1,
      confidential: false,
      discussion_locked: null,
      due_date: null,
      time_estimate: 0,
      total_time_spent: 0,
      time_change: 0,
      weight: null,
      health_status: null,
      type: "Issue",
      iid: 23,
      url: `${SITE}/-/issues/23`,
      state: "opened",
      action: "open",
      severity: "unknown",
      labels: [],
    },
    labels: [],
    changes: {},
    repository: { name: "Beacon", url: SSH, description: "", homepage: SITE },
  };
}

export const GITLAB_SAMPLES: SampleProvider = {
  id: "gitlab",
  label: "GitLab",
  scheme: "gitlab",
  format: "json",
  path: "/gitlab",
  headers: (moment, event) => [
    ["Content-Type", "application/json"],
    ["User-Agent", "GitLab/18.6.0"],
    ["Idempotency-Key", moment.id],
    ["X-Gitlab-Event", topicOf(event)],
    ["X-Gitlab-Webhook-UUID", moment.uuid("hook")],
    ["X-Gitlab-Instance", "https://gitlab.lighthouse-labs.example"],
    ["X-Gitlab-Event-UUID", moment.uuid("event")],
  ],
  events: [
    { id: "push", topic: "Push Hook", label: "Push", source: GITLAB, payload: gitlabPush },
    {
      id: "merge_request",
      topic: "Merge Request Hook",
      label: "Merge request opened",
      source: GITLAB,
      payload: gitlabMergeRequest,
    },
    {
      id: "issue",
      topic: "Issue Hook",
      label: "Issue opened",
      source: GITLAB,
      payload: gitlabIssue,
    },
  ],
};
