import type { Moment } from "#lib/simulators/moment.ts";

const API = "https://api.github.com";
const SITE = "https://github.com";
const OWNER = "lighthouse-labs";

/** An address of the sample's repository in the API. */
export const REPO_API = `${API}/repos/${OWNER}/beacon`;
/** An address of the sample's repository on the site. */
export const REPO_SITE = `${SITE}/${OWNER}/beacon`;

/** A GitHub account with all the addresses that come with one. */
export function account(login: string, id: number, type: "User" | "Organization" = "User") {
  const url = `${API}/users/${login}`;
  return {
    login,
    id,
    node_id: `U_kgDO${id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${SITE}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

export const SENDER = account("mira-okafor", 18_840_213);

// Name of the field before `_url`, and what follows the repository's address in the API.
const REPOSITORY_PATHS = Object.entries({
  forks: "/forks",
  keys: "/keys{/key_id}",
  collaborators: "/collaborators{/collaborator}",
  teams: "/teams",
  hooks: "/hooks",
  issue_events: "/issues/events{/number}",
  events: "/events",
  assignees: "/assignees{/user}",
  branches: "/branches{/branch}",
  tags: "/tags",
  blobs: "/git/blobs{/sha}",
  git_tags: "/git/tags{/sha}",
  git_refs: "/git/refs{/sha}",
  trees: "/git/trees{/sha}",
  statuses: "/statuses/{sha}",
  languages: "/languages",
  stargazers: "/stargazers",
  contributors: "/contributors",
  subscribers: "/subscribers",
  subscription: "/subscription",
  commits: "/commits{/sha}",
  git_commits: "/git/commits{/sha}",
  comments: "/comments{/number}",
  issue_comment: "/issues/comments{/number}",
  contents: "/contents/{+path}",
  compare: "/compare/{base}...{head}",
  merges: "/merges",
  archive: "/{archive_format}{/ref}",
  downloads: "/downloads",
  issues: "/issues{/number}",
  pulls: "/pulls{/number}",
  milestones: "/milestones{/number}",
  notifications: "/notifications{?since,all,participating}",
  labels: "/labels{/name}",
  releases: "/releases{/id}",
  deployments: "/deployments",
});

/** The sample's repository as webhooks describe it. */
export function repository(moment: Moment) {
  return {
    id: 781_204_417,
    node_id: "R_kgDOLpHxwQ",
    name: "beacon",
    full_name: `${OWNER}/beacon`,
    private: false,
    owner: account(OWNER, 90_215_533, "Organization"),
    html_url: REPO_SITE,
    description: "Delivers webhooks, and says why when it can't",
    fork: false,
    url: REPO_API,
    ...Object.fromEntries(
      REPOSITORY_PATHS.map(([name, path]) => [`${name}_url`, `${REPO_API}${path}`]),
    ),
    created_at: "2024-02-11T09:14:07Z",
    updated_at: moment.iso(-86_400),
    pushed_at: moment.iso(-2),
    git_url: `git://github.com/${OWNER}/beacon.git`,
    ssh_url: `git@github.com:${OWNER}/beacon.git`,
    clone_url: `${REPO_SITE}.git`,
    svn_url: REPO_SITE,
    homepage: null,
    size: 1042,
    stargazers_count: 318,
    watchers_count: 318,
    language: "TypeScript",
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    forks_count: 21,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 7,
    license: {
      key: "mit",
      name: "MIT License",
      spdx_id: "MIT",
      url: `${API}/licenses/mit`,
      node_id: "MDc6TGljZW5zZTEz",
    },
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: ["webhooks"],
    visibility: "public",
    forks: 21,
    open_issues: 7,
    watchers: 318,
    default_branch: "main",
  };
}
