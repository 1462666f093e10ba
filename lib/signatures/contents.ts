import type { SignedRequest } from "./schema.ts";
import type { SignatureScheme } from "./scheme.ts";
import { type Content, parseTemplate, renderTemplate, type Template } from "./template.ts";

const templates = new Map<string, Template>();
const MAX_TEMPLATES = 256;

/** The parsed signed content of a configured scheme, kept for the next request. */
export function signedTemplate(scheme: SignatureScheme): Template {
  const known = templates.get(scheme.signed);
  if (known) return known;
  const parsed = parseTemplate(scheme.signed);
  // Rows are tested and options were parsed by configureScheme, so this is never the fallback.
  const template: Template = parsed.ok ? parsed.template : [{ kind: "body" }];
  if (templates.size >= MAX_TEMPLATES) templates.clear();
  templates.set(scheme.signed, template);
  return template;
}

/** What may have been signed: once for each way to write the address, and for other bodies. */
export function renderContents(
  scheme: SignatureScheme,
  request: SignedRequest,
  timestamp: string | null,
): Content[] {
  const template = signedTemplate(scheme);
  const contents = [renderTemplate(template, request, timestamp)];
  for (const url of new Set(scheme.addresses?.(request.url) ?? [])) {
    if (url === request.url) continue;
    contents.push(renderTemplate(template, { ...request, url }, timestamp));
  }
  for (const body of scheme.bodies?.(request) ?? []) {
    contents.push(renderTemplate(template, { ...request, body }, timestamp));
  }
  return contents;
}
