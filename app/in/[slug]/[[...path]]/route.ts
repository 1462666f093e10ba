import { captureService } from "#lib/capture/shared-service.ts";
import { captureWebRequest } from "#lib/capture/web-door.ts";

/** The capture door for hosts without a server of our own; `server.ts` takes these requests first. */
async function capture(request: Request, context: { params: Promise<{ slug: string }> }) {
  const { slug } = await context.params;
  return captureWebRequest(captureService(), slug, request);
}

export {
  capture as DELETE,
  capture as GET,
  capture as HEAD,
  capture as OPTIONS,
  capture as PATCH,
  capture as POST,
  capture as PUT,
};
