import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";
import { account, REPO_API, REPO_SITE, repository, SENDER } from "./github-parts.ts";

const EXAMPLES = "https://github.com/octokit/webhooks/blob/main/payload-examples/api.github.com";

function source(file: string): PayloadSource {
  return { url: `${EXAMPLES}/${file}`, licence: "MIT" };
}

const PERSON = { name: "mira-okafor", email: "mira@lighthouse-labs.example" };

function push(moment: Moment) {
  const before = moment.hex(40, "before");
  const after = moment.hex(40, "after");
  const commit = {
    id: after,
    tree_id: moment.hex(40, "tree"),
    distinct: true,
    message: "Retry a delivery when the receiver hangs up – fixes #214",
    timestamp: moment.iso(-20),
    url: `${REPO_SITE}/commit/${after}`,
    author: { ...PERSON, username: "mira-okafor" },
    committer: { ...PERSON, username: "mira-okafor" },
    added: ["src/retry.ts"],
    removed: [],
    modified: ["README.md", "src/deliver.ts"],
  };
  const { created_at: _, ...rest } = repository(moment);
  return {
    ref: "refs/heads/main",
    before,
    after,
    repository: {
      ...rest,
      // In pushes, and only there, these are numbers.
      created_at: 1_707_642_847,
      pushed_at: moment.seconds(-2),
      stargazers: 318,
      master_branch: "main",
    },
    pusher: PERSON,
    sender: SENDER,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${REPO_SITE}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: [commit],
    head_commit: commit,
  };
}

const BUG_LABEL = {
  id: 6_482_113_907,
  node_id: "LA_kwDOLpHxwc8AAAABgl2LMw",
  url: `${REPO_API}/labels/bug`,
  name: "bug",
  color: "d73a4a",
  default: true,
  description: "Something isn't working",
};

function pullRequest(moment: Moment) {
  const url = `${REPO_API}/pulls/215`;
  const issue = `${REPO_API}/issues/215`;
  const sha = moment.hex(40, "head");
  const branch = (ref: string, of: string) => ({
    label: `lighthouse-labs:${ref}`,
    ref,
    sha: of,
    user: account("lighthouse-labs", 90_215_533, "Organization"),
    repo: repository(moment),
  });
  const links = {
    self: url,
    html: `${REPO_SITE}/pull/215`,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${REPO_API}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${REPO_API}/statuses/${sha}`,
  };
  return {
    action: "opened",
    number: 215,
    pull_request: {
      url,
      id: Number(moment.digits(10, "pull")),
      node_id: `PR_${moment.token(16, "pull")}`,
      html_url: links.html,
      diff_url: `${links.html}.diff`,
      patch_url: `${links.html}.patch`,
      issue_url: issue,
      number: 215,
      state: "open",
      locked: false,
      title: "Retry a delivery when the receiver hangs up",
      user: SENDER,
      body: "Fixes #214. A reset before the first byte is now tried again.",
      created_at: moment.iso(-3),
      updated_at: moment.iso(-3),
      closed_at: null,
      merged_at: null,
      merge_commit_sha: null,
      assignee: null,
      assignees: [],
      requested_reviewers: [account("tomas-lindqvist", 20_113_870)],
      requested_teams: [],
      labels: [BUG_LABEL],
      milestone: null,
      draft: false,
      commits_url: links.commits,
      review_comments_url: links.review_comments,
      review_comment_url: links.review_comment,
      comments_url: links.comments,
      statuses_url: links.statuses,
      head: branch("retry-on-reset", sha),
      base: branch("main", moment.hex(40, "base")),
      _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
      author_association: "MEMBER",
      auto_merge: null,
      active_lock_reason: null,
      merged: false,
      mergeable: null,
      rebaseable: null,
      mergeable_state: "unknown",
      merged_by: null,
      comments: 0,
      review_comments: 0,
      maintainer_can_modify: false,
      commits: 1,
      additions: 41,
      deletions: 6,
      changed_files: 3,
    },
    repository: repository(moment),
    sender: SENDER,
  };
}

function issue(moment: Moment) {
  const url = `${REPO_API}/issues/214`;
  return {
    action: "opened",
    issue: {
      url,
      repository_url: REPO_API,
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: `${REPO_SITE}/issues/214`,
      id: Number(moment.digits(10, "issue")),
      node_id: `I_${moment.token(16, "issue")}`,
      number: 214,
      title: "A reset connection is not tried again",
      user: SENDER,
      labels: [BUG_LABEL],
      state: "open",
      locked: false,
      assignee: null,
      assignees: [],
      milestone: null,
      comments: 0,
      created_at: moment.iso(-2),
      updated_at: moment.iso(-2),
      closed_at: null,
      author_association: "MEMBER",
      active_lock_reason: null,
      body: "The receiver closed the socket, and the delivery was marked as failed at once.",
      reactions: {
        url: `${url}/reactions`,
        total_count: 0,
        "+1": 0,
        "-1": 0,
        laugh: 0,
        hooray: 0,
        confused: 0,
        heart: 0,
        rocket: 0,
        eyes: 0,
      },
      timeline_url: `${url}/timeline`,
      performed_via_github_app: null,
      state_reason: null,
    },
    repository: repository(moment),
    sender: SENDER,
  };
}

function release(moment: Moment) {
  const id = Number(moment.digits(9, "release"));
  const url = `${REPO_API}/releases/${id}`;
  return {
    action: "published",
    release: {
      url,
      assets_url: `${url}/assets`,
      upload_url: `${url.replace("//api.", "//uploads.")}/assets{?name,label}`,
      html_url: `${REPO_SITE}/releases/tag/v2.4.0`,
      id,
      node_id: `RE_${moment.token(16, "release")}`,
      tag_name: "v2.4.0",
      target_commitish: "main",
      name: "2.4.0",
      draft: false,
      author: SENDER,
      prerelease: false,
      created_at: moment.iso(-300),
      published_at: moment.iso(-2),
      assets: [],
      tarball_url: `${REPO_API}/tarball/v2.4.0`,
      zipball_url: `${REPO_API}/zipball/v2.4.0`,
      body: "- Deliveries are tried again after a reset",
    },
    repository: repository(moment),
    sender: SENDER,
  };
}

function ping(moment: Moment) {
  const url = `${REPO_API}/hooks/512840037`;
  return {
    zen: "Non-blocking is better than blocking.",
    hook_id: 512_840_037,
    hook: {
      type: "Repository",
      id: 512_840_037,
      name: "web",
      active: true,
      events: ["push", "pull_request"],
      config: { content_type: "json", insecure_ssl: "0", secret: "********", url: "" },
      updated_at: moment.iso(-1),
      created_at: moment.iso(-1),
      url,
      test_url: `${url}/test`,
      ping_url: `${url}/pings`,
      deliveries_url: `${url}/deliveries`,
      last_response: { code: null, status: "unused", message: null },
    },
    repository: repository(moment),
    sender: SENDER,
  };
}

export const GITHUB_SAMPLES: SampleProvider = {
  id: "github",
  label: "GitHub",
  scheme: "github",
  format: "json",
  path: "/github",
  headers: ({ id }, event) => [
    ["Accept", "*/*"],
    ["Content-Type", "application/json"],
    ["User-Agent", "GitHub-Hookshot/4f2c1d9"],
    ["X-GitHub-Delivery", id],
    ["X-GitHub-Event", topicOf(event)],
    ["X-GitHub-Hook-ID", "512840037"],
    ["X-GitHub-Hook-Installation-Target-ID", "781204417"],
    ["X-GitHub-Hook-Installation-Target-Type", "repository"],
  ],
  events: [
    { id: "push", label: "Push", source: source("push/payload.json"), payload: push },
    {
      id: "pull_request",
      label: "Pull request opened",
      source: source("pull_request/opened.payload.json"),
      payload: pullRequest,
    },
    {
      id: "issues",
      label: "Issue opened",
      source: source("issues/opened.payload.json"),
      payload: issue,
    },
    {
      id: "release",
      label: "Release published",
      source: source("release/published.payload.json"),
      payload: release,
    },
    { id: "ping", label: "Ping", source: source("ping/payload.json"), payload: ping },
  ],
};
