/** What holds for every call, before the calls themselves. */
export const NOTES: readonly { id: string; title: string; text: string }[] = [
  {
    id: "who-may-call",
    title: "Who may call",
    text: "`POST /bins` answers an `ownerToken`: send it as `Authorization: Bearer hgo_…`. A browser gets it as a cookie too, and whoever signed in is known by the session cookie. Programs that work with one bin take an API token of it, `Authorization: Bearer hgt_…`. A share link's token, as `Authorization: Bearer hgs_…`, reads one bin or one of its requests; a link with a password also needs the cookie that `POST /shares/unlock` sets. A bearer token decides alone: cookies that come with it don't count. What is not yours and what is not there both read `not_found`.",
  },
  {
    id: "input",
    title: "Input and answers",
    text: "JSON in UTF-8, in and out. Fields that are not described are refused. A call takes up to 256 KiB; one that carries a captured body takes that body as base64 and 1 MiB around it. Moments are ISO 8601 in UTC, bytes are base64 with padding, headers are lists of `[name, value]` pairs in the order of the wire. Answers may gain fields: pass over those you don't know.",
  },
  {
    id: "errors",
    title: "Errors",
    text: 'Every refusal reads `{"error": {"code", "message", "issues"}}`: a code to act on, a sentence for a person and, for `invalid_input`, every field that is wrong by its dotted path.',
  },
  {
    id: "limits",
    title: "Limits",
    text: "`429 rate_limited` and `503 unavailable` say in `Retry-After` how many seconds to wait. One client is one IPv4 address or one IPv6 /64.",
  },
  {
    id: "pages",
    title: "Pages",
    text: "Long lists come newest first, as `{items, nextCursor}`. Give `nextCursor` back as `cursor` for the next page; it is null on the last one. What arrives meanwhile moves nothing.",
  },
  {
    id: "once",
    title: "Once only",
    text: "`POST /requests/{requestId}/deliveries` and `…/reported` take an `Idempotency-Key` of up to 255 characters. The same key for the same request answers the same delivery; with other contents it is a `conflict`.",
  },
  {
    id: "capture",
    title: "Capturing and watching",
    text: "Outside this API: any method and path below `/in/{slug}` is captured and answered. Socket.io at `/socket.io` tells what arrives: emit `bin:watch {binId}`, then listen to `requests:captured`.",
  },
];
