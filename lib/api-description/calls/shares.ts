import { z } from "zod";
import { createdShare, shareSummary } from "#lib/api-description/answers/shares.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import { createShareSchema, unlockSchema } from "#lib/sharing/input.ts";

const summary = {
  id: EXAMPLE.shareId,
  requestId: null,
  redact: true,
  hasPassword: false,
  createdAt: EXAMPLE.at,
  expiresAt: EXAMPLE.at,
};

export const SHARES: CallGroup = {
  title: "Share links",
  description: "A link that reads one bin, or one of its requests, until it expires or is revoked.",
  calls: [
    {
      id: "createShare",
      method: "post",
      path: "/bins/{binId}/shares",
      summary: "Make a share link",
      access: "fullOwner",
      body: body(
        createShareSchema,
        {
          requestId: "This request only. Absent: the whole bin.",
          expiresAt: "In the future. Absent: it stays until revoked.",
          password: "Whoever opens the link has to know it.",
          redact: "Hide the values of credential headers.",
        },
        { redact: true },
      ),
      answers: [
        {
          status: 201,
          description: "The link. Its token is told only now.",
          schema: createdShare,
          example: {
            ...summary,
            url: `https://hooks.example.com/s/${EXAMPLE.shareToken}`,
            token: EXAMPLE.shareToken,
          },
        },
      ],
      refusals: {
        conflict: "The bin has its 50 share links.",
        not_found: "There is no such bin or request, or it is not yours.",
      },
    },
    {
      id: "listShares",
      method: "get",
      path: "/bins/{binId}/shares",
      summary: "List a bin's share links",
      access: "fullOwner",
      answers: [
        {
          status: 200,
          description: "Newest first, without their tokens.",
          schema: z.object({ items: z.array(shareSummary) }),
          example: { items: [summary] },
        },
      ],
    },
    {
      id: "revokeShare",
      method: "delete",
      path: "/shares/{shareId}",
      summary: "Revoke a share link",
      description: "At once, also for whoever is looking through it.",
      access: "fullOwner",
      answers: [DONE],
    },
    {
      id: "unlockShare",
      method: "post",
      path: "/shares/unlock",
      summary: "Give a share link's password",
      description:
        "Answers a cookie that lets this browser in for 12 hours. A link takes 20 tries an hour.",
      access: "anyone",
      body: body(
        unlockSchema,
        { token: "The link's token: `hgs_…`", password: "Its password." },
        { token: EXAMPLE.shareToken, password: "correct horse" },
      ),
      answers: [{ status: 204, description: "Done; `Set-Cookie` has the proof." }],
      refusals: {
        forbidden: "Wrong password, or the call comes from another site's page.",
        not_found: "The link has expired or was revoked.",
        conflict: "The link has no password.",
        rate_limited: "Too many passwords were tried.",
        unavailable: "The database is away.",
      },
    },
  ],
};
