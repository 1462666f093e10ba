import { createHash } from "node:crypto";
import { type SeedRequest, seedRequest } from "./seed-request.ts";

/** Requests whose head or framing is what is interesting. */
export function wireRequests(): SeedRequest[] {
  return [
    seedRequest(
      "GET",
      "/verify?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=s3cret",
      [
        ["User-Agent", "facebookplatform/1.0 (+http://developers.facebook.com)"],
        ["Accept", "*/*"],
      ],
    ),
    seedRequest("GET", "/search?q=caf%C3%A9+au+lait&tag=a&tag=b&flag&empty=&sort=-date", [
      ["Accept", "text/html"],
    ]),
    seedRequest("HEAD", "/ping", [["User-Agent", "UptimeBot/2.0"]]),
    seedRequest("OPTIONS", "/cors", [
      ["Origin", "https://shop.example"],
      ["Access-Control-Request-Method", "POST"],
      ["Access-Control-Request-Headers", "content-type,x-request-id"],
    ]),
    seedRequest("DELETE", "/subscriptions/42", [["X-Reason", "customer asked"]]),
    seedRequest(
      "PATCH",
      "/users/7",
      [["Content-Type", "application/json-patch+json"]],
      '[{"op":"replace","path":"/email","value":"mira@lighthouse-labs.example"}]',
    ),
    seedRequest(
      "PROPFIND",
      "/calendars/mira/",
      [
        ["Depth", "1"],
        ["Content-Type", "application/xml"],
      ],
      '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>',
    ),
    seedRequest("POST", "/%E6%B8%AF/%F0%9F%97%BC/caf%C3%A9//double%2Fslash/%zz/", [
      ["X-Note", "a path in other scripts, with an encoded slash and a broken escape"],
    ]),
    seedRequest("POST", "/headers", [
      ["x-lower", "kept as sent"],
      ["X-UPPER", "kept as sent"],
      ["X-Repeated", "first"],
      ["X-Other", "between"],
      ["X-Repeated", "second"],
      ["Authorization", "Bearer sample-token-that-a-share-link-hides"],
      ["Cookie", "session=sample; theme=dark"],
      ["X-Empty", ""],
    ]),
    chunked(),
  ];
}

function chunked(): SeedRequest {
  const parts = ["first part, ", "second part, ", "and the last\n"].map((part) =>
    Buffer.from(part),
  );
  const digest = createHash("sha256").update(Buffer.concat(parts)).digest("base64");
  return {
    method: "POST",
    path: "/chunked",
    headers: [
      ["Content-Type", "text/plain"],
      ["Trailer", "Digest, X-Finished"],
    ],
    body: parts,
    trailers: [
      ["Digest", `sha-256=${digest}`],
      ["X-Finished", "yes"],
    ],
  };
}
