import { z } from "zod";
import { apiTokenSummary, createdApiToken } from "#lib/api-description/answers/tokens.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import { createApiTokenSchema } from "#lib/tokens/input.ts";

const summary = {
  id: EXAMPLE.tokenId,
  name: "My laptop",
  hint: EXAMPLE.apiToken.slice(-4),
  createdAt: EXAMPLE.at,
  lastUsedAt: null,
};

export const TOKENS: CallGroup = {
  title: "API tokens",
  description:
    "A bearer token for programs that work with one bin, such as the command line. It can do what the owner can, except delete the bin, hand it on, or make share links and tokens.",
  calls: [
    {
      id: "createToken",
      method: "post",
      path: "/bins/{binId}/tokens",
      summary: "Make an API token",
      access: "fullOwner",
      body: body(
        createApiTokenSchema,
        { name: "Tells the bin's tokens apart." },
        { name: summary.name },
      ),
      answers: [
        {
          status: 201,
          description: "The token, told only now.",
          schema: createdApiToken,
          example: { ...summary, token: EXAMPLE.apiToken },
        },
      ],
      refusals: { conflict: "The bin has its 10 API tokens." },
    },
    {
      id: "listTokens",
      method: "get",
      path: "/bins/{binId}/tokens",
      summary: "List a bin's API tokens",
      access: "fullOwner",
      answers: [
        {
          status: 200,
          description: "Without the tokens themselves.",
          schema: z.object({ items: z.array(apiTokenSummary) }),
          example: { items: [summary] },
        },
      ],
    },
    {
      id: "revokeToken",
      method: "delete",
      path: "/tokens/{tokenId}",
      summary: "Revoke an API token",
      description: "At once, also for a program that is watching with it.",
      access: "fullOwner",
      answers: [DONE],
    },
  ],
};
