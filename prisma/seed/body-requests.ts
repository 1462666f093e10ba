import { gzipSync } from "node:zlib";
import { gradientPng } from "./png.ts";
import { type SeedRequest, seedRequest } from "./seed-request.ts";

const ORDER_LINES = 6_000;
const BOUNDARY = "----HookglassSeedBoundary7MA4YWxk";

/** Bodies of every kind that the inspector has a view for. */
export function bodyRequests(): SeedRequest[] {
  const json: [string, string] = ["Content-Type", "application/json"];
  return [
    seedRequest("POST", "/json/odd", [json], ODD_JSON),
    seedRequest("POST", "/json/large", [json], largeJson()),
    seedRequest("POST", "/json/broken", [json], '{"event": "order.created", "total": 12,}'),
    seedRequest(
      "POST",
      "/json/gzip",
      [json, ["Content-Encoding", "gzip"], ["User-Agent", "Go-http-client/1.1"]],
      gzipSync(JSON.stringify({ event: "backup.finished", bytes: 73_014_444_032 })),
    ),
    seedRequest(
      "POST",
      "/upload",
      [["Content-Type", `multipart/form-data; boundary=${BOUNDARY}`]],
      multipart(),
    ),
    seedRequest("PUT", "/avatars/mira.png", [["Content-Type", "image/png"]], gradientPng(320, 200)),
    seedRequest("POST", "/soap", [["Content-Type", "text/xml; charset=utf-8"]], SOAP),
    seedRequest("POST", "/html", [["Content-Type", "text/html; charset=utf-8"]], HTML),
    seedRequest(
      "POST",
      "/form",
      [["Content-Type", "application/x-www-form-urlencoded"]],
      "name=Zo%C3%AB+Faulkner&tag=a&tag=b&empty=&note=50%25+off%0D%0Asecond+line",
    ),
    seedRequest("POST", "/lines", [["Content-Type", "application/x-ndjson"]], LINES),
    seedRequest(
      "POST",
      "/latin1",
      [["Content-Type", "text/plain; charset=iso-8859-1"]],
      Buffer.from("Grüße aus Köln, naïve façade", "latin1"),
    ),
    seedRequest(
      "POST",
      "/firmware",
      [["Content-Type", "application/octet-stream"]],
      Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * index + 7 * index) % 256)),
    ),
  ];
}

// What a careless JSON parser changes: large integers, repeated keys, number forms, escapes.
const ODD_JSON = `{
  "id": 9007199254740993,
  "balance": 12345678901234567890.10,
  "ratio": 1.0,
  "tiny": 1E-7,
  "status": "pending",
  "status": "paid",
  "name": "Zo\\u00eb \\ud83d\\ude80",
  "path": "a\\/b",
  "nested": { "empty": {}, "list": [], "nothing": null, "yes": true }
}`;

function largeJson(): string {
  const lines = Array.from({ length: ORDER_LINES }, (_, index) => ({
    sku: `SKU-${String(index).padStart(6, "0")}`,
    title: `Storm lantern, finish ${index % 17}`,
    quantity: (index % 5) + 1,
    price: { amount: 990 + index, currency: "EUR" },
    attributes: { colour: ["brass", "copper", "black"][index % 3], fragile: index % 4 === 0 },
  }));
  return JSON.stringify({ event: "catalogue.synced", lines });
}

function multipart(): Buffer {
  const part = (headers: string, content: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from("\r\n"),
    ]);
  return Buffer.concat([
    part('name="title"', "Lighthouse at dusk"),
    part('name="tags"', "sea"),
    part('name="tags"', "light"),
    part('name="picture"; filename="dusk.png"\r\nContent-Type: image/png', gradientPng(480, 270)),
    part(
      'name="notes"; filename="notes – été.txt"\r\nContent-Type: text/plain',
      "Taken at 21:40.\n",
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}

const SOAP = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
  <soapenv:Body>
    <notifications xmlns="http://soap.example/2005/09/outbound">
      <OrganizationId>00D000000000001</OrganizationId>
      <Notification><Id>04l000000000001</Id><Stage>Closed &amp; won</Stage></Notification>
    </notifications>
  </soapenv:Body>
</soapenv:Envelope>
`;

const HTML = `<!doctype html>
<html lang="en">
  <body onload="alert('this must not run')">
    <h1>Your order has shipped</h1>
    <img src="x" onerror="alert('nor this')" alt="">
    <script>document.title = "nor this";</script>
  </body>
</html>
`;

const LINES = [1, 2, 3]
  .map((step) => `{"level":"info","step":${step},"message":"deployed"}\n`)
  .join("");
