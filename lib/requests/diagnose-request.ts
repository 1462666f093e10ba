import { isFullyOwned, type OwnedBin } from "#lib/bins/access.ts";
import { listOtherSecrets } from "#lib/bins/other-secrets.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { AppError } from "#lib/errors.ts";
import { diagnoserFor } from "./diagnoser.ts";
import { findRequestRow, storedHeaders } from "./queries.ts";
import type { RequestDiagnosis } from "./schema.ts";
import { createTurns } from "./take-turns.ts";
import { asSigned } from "./verify-request.ts";

/** Changes to larger bodies are tried only when asked for. */
const QUICK_BODY_BYTES = 1024 * 1024;
const QUICK_BUDGET_MS = 1000;
const WHOLE_BODY_BUDGET_MS = 15_000;
const RETRY_AFTER_SECONDS = 2;

/** Much work for one processor: one at a time. */
const turns = createTurns(1, 50);

/**
 * Says which one change would make a failed request right, trying the secrets of the owner's other
 * bins too, if it is the owner who asks: they are named by their bin and never shown. Throws `not_found` when the request is gone.
 */
export async function diagnoseRequest(
  bin: OwnedBin,
  requestId: string,
  { wholeBody }: { wholeBody: boolean },
): Promise<RequestDiagnosis> {
  const answer = await turns.take(() => diagnoseNow(bin, requestId, wholeBody));
  if (answer !== null) return answer;
  const message = "Many requests are being looked into: try again";
  throw new AppError("unavailable", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

async function diagnoseNow(
  bin: OwnedBin,
  requestId: string,
  wholeBody: boolean,
): Promise<RequestDiagnosis> {
  const [{ signature }, row] = await Promise.all([getBinVerifier(bin), findRequestRow(requestId)]);
  if (!row) throw new AppError("not_found", "The request was deleted in the meantime");
  if (!signature) return { diagnosis: null, bodySkipped: false };
  const { body, receivedAt } = row;
  const isLarge = body.length > QUICK_BODY_BYTES;
  const diagnosis = await diagnoserFor(body.length)({
    ...signature,
    request: asSigned({ ...row, headers: storedHeaders(row.headers) }),
    capturedAt: receivedAt,
    otherSecrets: isFullyOwned(bin) ? await listOtherSecrets(bin) : [],
    maxBodyBytes: wholeBody ? body.length : QUICK_BODY_BYTES,
    budgetMs: isLarge && wholeBody ? WHOLE_BODY_BUDGET_MS : QUICK_BUDGET_MS,
  });
  return { diagnosis, bodySkipped: diagnosis === null && isLarge && !wholeBody };
}
