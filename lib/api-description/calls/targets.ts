import { z } from "zod";
import { recentTarget, schedulePreview, target } from "#lib/api-description/answers/targets.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import {
  createTargetSchema,
  previewSchema,
  updateTargetSchema,
} from "#lib/delivery/target-input.ts";
import { DEFAULT_SETTINGS } from "#lib/delivery/target-settings.ts";

const FIELDS = {
  name: "What people call it.",
  url: "Where it sends to.",
  state: "`paused`: nothing is sent, deliveries wait. A new one is running.",
  secret: "Its own signing secret. Never comes back.",
  forward: "`true`: new captures that match are sent on by themselves. `false`: only by hand.",
  appendPath: "Append the captured path to the URL.",
  appendQuery: "Append the captured query to the URL.",
  addHeaders: "Put in place of captured headers of the same name.",
  removeHeaders: "Names of captured headers to leave out.",
  timeoutMs: "Of one attempt.",
  verifyTls: "`false`: any certificate will do.",
  filter:
    "Which captures match: words, `method:POST`, `path:/orders`, `header:X-Event=push`, `body.amount > 100`, `status:verified`; `-word` must not be there. Empty: all.",
  onlyVerified: "Only captures whose signature was verified.",
  order: "`parallel`, or one after another: all of the bin, or those of the same key.",
  orderKey: "`header:Name`, `query:name` or `body.path.to.field`.",
  concurrency: "Attempts under way at once, for each server.",
  ratePerSecond: "Attempts begun in a second, for each server. `null`: no limit.",
  retry: "When to try again.",
  successStatuses: "`2xx`, or single ones such as `304`.",
  neverRetryStatuses: "Never tried again, beside 410.",
  deliverOnce: "An event that was captured twice is sent once.",
  resign: "Sign anew at each attempt, with the bin's secret or the target's own.",
  signatureScheme: "The scheme of its own secret.",
  chain: "What its answer becomes for the next target. `null`: nothing.",
  "chain.targetId": "The next target, of the same bin.",
  "chain.body": "What is sent on.",
  "chain.template": "Mustache templates over the answer and the original request.",
  "chain.template.url": "Instead of the next target's URL.",
  "chain.template.headers": "[name, template] pairs.",
  "chain.template.body": "Instead of body.",
};

export const TARGETS: CallGroup = {
  title: "Targets",
  description: "A saved target says where a bin's captures go and by which rules.",
  calls: [
    {
      id: "listTargets",
      method: "get",
      path: "/bins/{binId}/targets",
      summary: "List a bin's targets",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "Saved targets, and the addresses that were used by hand.",
          schema: z.object({ items: z.array(recentTarget), targets: z.array(target) }),
          example: { items: [{ url: EXAMPLE.url, lastUsedAt: EXAMPLE.at }], targets: [] },
        },
      ],
    },
    {
      id: "createTarget",
      method: "post",
      path: "/bins/{binId}/targets",
      summary: "Save a target",
      description: "What is left out has its default. A bin has at most 50.",
      access: "owner",
      body: {
        defaults: DEFAULT_SETTINGS,
        ...body(createTargetSchema, FIELDS, {
          name: "Staging",
          url: EXAMPLE.url,
          filter: "path:/orders",
          retry: { kind: "exponential", baseMs: 1_000, factor: 2, maxMs: 60_000, attempts: 8 },
        }),
      },
      answers: [{ status: 201, description: "The target.", schema: target }],
      refusals: { conflict: "The bin has its 50 targets." },
    },
    {
      id: "updateTarget",
      method: "patch",
      path: "/targets/{targetId}",
      summary: "Change a target",
      description: "What is left out stays. Waiting deliveries go by the new settings.",
      access: "owner",
      body: body(updateTargetSchema, FIELDS, { state: "paused" }),
      answers: [{ status: 200, description: "The changed target.", schema: target }],
    },
    {
      id: "deleteTarget",
      method: "delete",
      path: "/targets/{targetId}",
      summary: "Delete a target",
      description: "What waits for it is cancelled; what was sent stays to be read.",
      access: "owner",
      answers: [DONE],
    },
    {
      id: "previewSchedule",
      method: "post",
      path: "/targets/preview",
      summary: "Draw a retry schedule before saving it",
      access: "anyone",
      body: body(
        previewSchema,
        { retry: "The schedule." },
        { retry: { kind: "linear", everyMs: 60_000, attempts: 3 } },
      ),
      answers: [
        {
          status: 200,
          description: "When each attempt is made if every one fails at once.",
          schema: schedulePreview,
          example: {
            attempts: [
              { attempt: 1, earliestMs: 0, latestMs: 0, afterStartMs: 0 },
              { attempt: 2, earliestMs: 48_000, latestMs: 72_000, afterStartMs: 60_000 },
              { attempt: 3, earliestMs: 48_000, latestMs: 72_000, afterStartMs: 120_000 },
            ],
            summary: "Last try in 2 min",
          },
        },
      ],
    },
  ],
};
