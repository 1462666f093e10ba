import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";

const GITEA: PayloadSource = {
  url: "https://docs.gitea.com/usage/webhooks",
  licence: "MIT",
  abridged: true,
};

const EMAIL = "mira@lighthouse-labs.example";

function giteaPush(moment: Moment) {
  const user = { id: 1, login: "mira", full_name: "Mira Okafor", email: EMAIL, username: "mira" };
  const site = "https://gitea.lighthouse-labs.example/labs/beacon";
  const after = moment.hex(40, "after");
  const person = { name: "Mira Okafor", email: EMAIL, username: "mira" };
  const commit = {
    id: after,
    message: "Retry a delivery when the receiver hangs up\n",
    url: `${site}/commit/${after}`,
    author: person,
    committer: person,
    verification: null,
    timestamp: moment.iso(-20),
    added: ["src/retry.ts"],
    removed: [],
    modified: ["README.md"],
  };
  return {
    ref: "refs/heads/main",
    before: moment.hex(40, "before"),
    after,
    compare_url: `${site}/compare/${moment.hex(40, "before")}...${after}`,
    commits: [commit],
    total_commits: 1,
    head_commit: commit,
    repository: {
      id: 140,
      owner: user,
      name: "beacon",
      full_name: "labs/beacon",
      description: "",
      private: false,
      fork: false,
      html_url: site,
      ssh_url: "ssh://git@gitea.lighthouse-labs.example/labs/beacon.git",
      clone_url: `${site}.git`,
      default_branch: "main",
      created_at: "2024-02-11T09:14:07Z",
      updated_at: moment.iso(-2),
    },
    pusher: user,
    sender: user,
  };
}

export const GITEA_SAMPLES: SampleProvider = {
  id: "gitea",
  label: "Gitea",
  scheme: "gitea",
  format: "indented",
  path: "/gitea",
  headers: (moment, event) => [
    ["User-Agent", "Go-http-client/1.1"],
    ["Content-Type", "application/json"],
    ["X-Gitea-Delivery", moment.id],
    ["X-Gitea-Event", topicOf(event)],
    ["X-Gitea-Event-Type", topicOf(event)],
  ],
  events: [{ id: "push", label: "Push", source: GITEA, payload: giteaPush }],
};
