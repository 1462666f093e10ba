import { z } from "zod";
import { binDetail, binSummary, createdBin, sharedBin } from "#lib/api-description/answers/bins.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import { createBinSchema, updateBinSchema } from "#lib/bins/input.ts";
import type { Limits } from "#lib/bins/schema.ts";

const name = "What people call it; a new bin has a made-up name until it is given one.";

const limits = {
  maxRequests: 500,
  maxBodyBytes: 10_485_760,
  capturesPerMinute: 600,
  retentionDays: 7,
  deliveriesPerMinute: 1_200,
  maxDeadLetters: 1_000,
} satisfies Limits;

const summary = {
  id: EXAMPLE.binId,
  slug: EXAMPLE.slug,
  name: "Orders",
  captureUrl: `https://hooks.example.com/in/${EXAMPLE.slug}`,
  inspectUrl: `https://hooks.example.com/bins/${EXAMPLE.binId}`,
  expiresAt: EXAMPLE.at,
};

export const BINS: CallGroup = {
  title: "Bins",
  description:
    "A bin is an address that captures whatever is sent to it. Its slug is public and writes; its id is private and reads.",
  calls: [
    {
      id: "createBin",
      method: "post",
      path: "/bins",
      summary: "Make a bin",
      description:
        "Whoever is signed in owns it by their account. Everyone else gets an owner token, and as a cookie too; with an owner token that is already there, the bin belongs to that one.",
      access: "caller",
      body: body(
        createBinSchema,
        { name, signature: "How it checks what arrives. Absent: not at all." },
        { name: "Orders" },
      ),
      answers: [
        {
          status: 201,
          description: "The bin, with the token that reads it.",
          schema: createdBin,
          example: { ...summary, ownerToken: EXAMPLE.ownerToken, limits },
        },
      ],
      quota: "HOOKGLASS_NEW_BINS_PER_HOUR",
    },
    {
      id: "listBins",
      method: "get",
      path: "/bins",
      summary: "List the caller's bins",
      description: "The most recently used first, at most 200. Empty for callers we don't know.",
      access: "caller",
      answers: [
        {
          status: 200,
          description: "The bins.",
          schema: z.object({ items: z.array(binSummary) }),
          example: {
            items: [{ ...summary, createdAt: EXAMPLE.at, lastRequestAt: EXAMPLE.at }],
          },
        },
      ],
    },
    {
      id: "getBin",
      method: "get",
      path: "/bins/{binId}",
      summary: "Read a bin",
      description: "Through a share link: only its id, name, limits and counts.",
      access: "reader",
      answers: [
        {
          status: 200,
          description: "The bin with its settings and counts.",
          schema: z.union([binDetail, sharedBin]),
          example: {
            ...summary,
            createdAt: EXAMPLE.at,
            lastRequestAt: null,
            limits,
            counts: { kept: 12, pinned: 1 },
            signature: {
              scheme: "stripe",
              options: {},
              secrets: [{ id: EXAMPLE.secretId, hint: "…x4Qz" }],
            },
            recheck: null,
            refusals: [],
            owner: "anonymous",
          },
        },
      ],
    },
    {
      id: "updateBin",
      method: "patch",
      path: "/bins/{binId}",
      summary: "Rename a bin",
      access: "owner",
      body: body(updateBinSchema, { name }, { name: "Orders, staging" }),
      answers: [{ status: 200, description: "The changed bin.", schema: binDetail }],
    },
    {
      id: "deleteBin",
      method: "delete",
      path: "/bins/{binId}",
      summary: "Delete a bin with everything in it",
      access: "fullOwner",
      answers: [DONE],
    },
  ],
};
