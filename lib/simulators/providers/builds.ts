import type { Moment } from "#lib/simulators/moment.ts";
import {
  type PayloadSource,
  type SampleEvent,
  type SampleProvider,
  topicOf,
} from "#lib/simulators/provider.ts";

const VERCEL: PayloadSource = {
  url: "https://vercel.com/docs/webhooks/webhooks-api",
  licence: "public documentation",
};
const NETLIFY: PayloadSource = {
  url: "https://docs.netlify.com/deploy/deploy-notifications/",
  licence: "public documentation",
  abridged: true,
};
const CIRCLECI: PayloadSource = {
  url: "https://circleci.com/docs/webhooks-reference/",
  licence: "public documentation",
};
const BUILDKITE: PayloadSource = {
  url: "https://buildkite.com/docs/apis/webhooks/pipelines/build-events",
  licence: "public documentation",
  abridged: true,
};

function vercel(type: string, label: string): SampleEvent {
  return {
    id: type,
    label,
    source: VERCEL,
    payload: (moment) => {
      const deployment = `dpl_${moment.token(28, "deployment")}`;
      return {
        id: `hook_${moment.token(24, "delivery")}`,
        type,
        createdAt: moment.now.getTime(),
        region: "fra1",
        payload: {
          team: { id: `team_${moment.token(24, "team")}` },
          user: { id: moment.token(24, "user") },
          deployment: {
            id: deployment,
            meta: {
              githubCommitAuthorName: "Mira Okafor",
              githubCommitMessage: "Retry a delivery when the receiver hangs up",
              githubCommitRef: "main",
              githubCommitRepo: "beacon",
              githubCommitSha: moment.hex(40, "commit"),
              githubOrg: "lighthouse-labs",
            },
            name: "beacon",
            url: `beacon-${moment.hex(9, "url")}-lighthouse-labs.vercel.app`,
          },
          links: {
            deployment: `https://vercel.com/lighthouse-labs/beacon/${deployment.slice(4)}`,
            project: "https://vercel.com/lighthouse-labs/beacon",
          },
          plan: "pro",
          project: { id: `prj_${moment.token(28, "project")}` },
          regions: ["fra1"],
          target: "production",
        },
      };
    },
  };
}

function netlify(id: string, label: string, state: string): SampleEvent {
  return {
    id,
    label,
    source: NETLIFY,
    payload: (moment) => ({
      id: moment.hex(24, "deploy"),
      site_id: moment.uuid("site"),
      build_id: moment.hex(24, "build"),
      state,
      name: "beacon",
      url: "https://beacon.netlify.app",
      ssl_url: "https://beacon.netlify.app",
      admin_url: "https://app.netlify.com/projects/beacon",
      deploy_url: "https://main--beacon.netlify.app",
      deploy_ssl_url: "https://main--beacon.netlify.app",
      created_at: moment.iso(-40),
      updated_at: moment.iso(-1),
      user_id: moment.hex(24, "user"),
      error_message: state === "error" ? "Build script returned non-zero exit code: 2" : null,
      required: [],
      required_functions: [],
      commit_ref: moment.hex(40, "commit"),
      review_id: null,
      branch: "main",
      commit_url: `https://github.com/lighthouse-labs/beacon/commit/${moment.hex(40, "commit")}`,
      skipped: null,
      locked: null,
      title: "Retry a delivery when the receiver hangs up",
      review_url: null,
      published_at: state === "ready" ? moment.iso(-1) : null,
      context: "production",
      deploy_time: 34,
      committer: "mira-okafor",
      framework: "next",
      manual_deploy: false,
    }),
  };
}

function circleCi(moment: Moment) {
  const commit = {
    subject: "Retry a delivery when the receiver hangs up",
    body: "",
    author: { name: "Mira Okafor", email: "mira@lighthouse-labs.example" },
    authored_at: moment.iso(-120),
    committer: { name: "Mira Okafor", email: "mira@lighthouse-labs.example" },
    committed_at: moment.iso(-120),
  };
  return {
    id: moment.id,
    happened_at: moment.iso(-1),
    webhook: { id: moment.uuid("webhook"), name: "Sample" },
    project: { id: moment.uuid("project"), name: "beacon", slug: "github/lighthouse-labs/beacon" },
    organization: { id: moment.uuid("organization"), name: "lighthouse-labs" },
    pipeline: {
      id: moment.uuid("pipeline"),
      number: 512,
      created_at: moment.iso(-90),
      trigger: { type: "webhook" },
      vcs: {
        provider_name: "github",
        origin_repository_url: "https://github.com/lighthouse-labs/beacon",
        target_repository_url: "https://github.com/lighthouse-labs/beacon",
        revision: moment.hex(40, "commit"),
        commit: commit,
        branch: "main",
      },
    },
  };
}

function circleWorkflow(moment: Moment) {
  const id = moment.uuid("workflow");
  const { pipeline, ...parts } = circleCi(moment);
  return {
    type: "workflow-completed",
    ...parts,
    workflow: {
      id,
      name: "build-and-test",
      created_at: moment.iso(-88),
      stopped_at: moment.iso(-1),
      url: `https://app.circleci.com/pipelines/github/lighthouse-labs/beacon/512/workflows/${id}`,
      status: "success",
    },
    pipeline,
  };
}

function circleJob(moment: Moment) {
  const { pipeline, ...parts } = circleCi(moment);
  return {
    type: "job-completed",
    ...parts,
    job: {
      id: moment.uuid("job"),
      name: "test",
      number: 2018,
      started_at: moment.iso(-60),
      stopped_at: moment.iso(-1),
      status: "success",
    },
    workflow: { id: moment.uuid("workflow"), name: "build-and-test", created_at: moment.iso(-88) },
    pipeline,
  };
}

function buildFinished(moment: Moment) {
  const api = "https://api.buildkite.com/v2/organizations/lighthouse-labs/pipelines/beacon";
  const site = "https://buildkite.com/lighthouse-labs/beacon";
  return {
    event: "build.finished",
    build: {
      id: moment.uuid("build"),
      graphql_id: moment.token(44, "graph"),
      url: `${api}/builds/512`,
      web_url: `${site}/builds/512`,
      number: 512,
      state: "passed",
      blocked: false,
      message: "Retry a delivery when the receiver hangs up",
      commit: moment.hex(40, "commit"),
      branch: "main",
      tag: null,
      source: "webhook",
      creator: {
        id: moment.uuid("creator"),
        name: "Mira Okafor",
        email: "mira@lighthouse-labs.example",
      },
      created_at: moment.iso(-90),
      scheduled_at: moment.iso(-90),
      started_at: moment.iso(-80),
      finished_at: moment.iso(-1),
      meta_data: {},
      pull_request: null,
      rebuilt_from: null,
    },
    pipeline: {
      id: moment.uuid("pipeline"),
      url: api,
      web_url: site,
      name: "Beacon",
      slug: "beacon",
      repository: "git@github.com:lighthouse-labs/beacon.git",
      default_branch: "main",
    },
    sender: { id: moment.uuid("creator"), name: "Mira Okafor" },
  };
}

export const BUILDS: readonly SampleProvider[] = [
  {
    id: "vercel",
    label: "Vercel",
    scheme: "vercel",
    format: "json",
    path: "/vercel",
    headers: () => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "Vercel Webhooks"],
    ],
    events: [
      vercel("deployment.succeeded", "Deployment succeeded"),
      vercel("deployment.error", "Deployment failed"),
    ],
  },
  {
    id: "netlify",
    label: "Netlify",
    scheme: "netlify",
    format: "json",
    path: "/netlify",
    headers: (_, event) => [
      ["Content-Type", "application/json"],
      ["X-Netlify-Event", topicOf(event)],
    ],
    events: [
      netlify("deploy_created", "Deploy succeeded", "ready"),
      netlify("deploy_failed", "Deploy failed", "error"),
    ],
  },
  {
    id: "circleci",
    label: "CircleCI",
    scheme: "circleci",
    format: "json",
    path: "/circleci",
    headers: (_, event) => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "CircleCI-Webhook/1.0"],
      ["circleci-event-type", topicOf(event)],
    ],
    events: [
      {
        id: "workflow-completed",
        label: "Workflow completed",
        source: CIRCLECI,
        payload: circleWorkflow,
      },
      { id: "job-completed", label: "Job completed", source: CIRCLECI, payload: circleJob },
    ],
  },
  {
    id: "buildkite",
    label: "Buildkite",
    scheme: "buildkite",
    format: "json",
    path: "/buildkite",
    headers: (moment, event) => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Buildkite-Request"],
      ["X-Buildkite-Event", topicOf(event)],
      ["X-Buildkite-Request", moment.id],
    ],
    events: [
      { id: "build.finished", label: "Build finished", source: BUILDKITE, payload: buildFinished },
    ],
  },
];
