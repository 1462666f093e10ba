import { callerOf } from "#lib/auth/identity.ts";
import { route } from "#lib/http/route.ts";
import { requireReadableRequest } from "#lib/requests/access.ts";

type Params = { requestId: string };

/** The exact bytes, as a download that no browser renders or runs. */
export const GET = route<Params>(async (request, { requestId }) => {
  const { row } = await requireReadableRequest(await callerOf(request), requestId);
  return new Response(row.body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${row.id}.bin"`,
      "content-length": String(row.bodyBytes),
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
