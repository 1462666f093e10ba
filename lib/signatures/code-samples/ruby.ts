import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

// Single quotes: Ruby interpolates #{…} in double ones.
const text = (value: string) => `'${value.replace(/[\\']/g, "\\$&")}'`;

const KEYS = {
  utf8: "secret",
  hex: "[secret].pack('H*')",
  base64: "secret.unpack1('m')",
  whsec: "secret.sub(/\\A(v1,)?whsec_/, '').unpack1('m')",
};

const ENCODED = {
  hex: "digest.unpack1('H*')",
  base64: "[digest].pack('m0')",
  base64url: "[digest].pack('m0').tr('+/', '-_').delete('=')",
};

const CLEAN = {
  hex: "signature.downcase",
  base64: "signature",
  base64url: "signature.delete('=')",
};

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  if (part.kind === "text") return `${text(part.text)}.b`;
  if (part.kind === "header") return `headers[${text(part.name)}].b`;
  return `${part.kind}.b`;
}

/** A program for Ruby ≥ 2.7 that checks the request and prints `verified` or `failed`. */
export function rubySample(recipe: CodeRecipe): string {
  const head = [
    "require 'openssl'",
    "",
    `# ${recipe.label}: ${recipe.docsUrl}`,
    "secret = ENV.fetch('WEBHOOK_SECRET', '')",
    "# The body as sent. In a handler take the raw bytes: request.body.read (Rack), request.raw_post (Rails).",
    `body = ${text(recipe.bodyBase64)}.unpack1('m')`,
    "headers = {",
    ...recipe.headers.map(([name, value]) => `  ${text(name)} => ${text(value)},`),
    "}",
    "",
  ];
  const same =
    "def same?(a, b) = a.bytesize == b.bytesize && OpenSSL.fixed_length_secure_compare(a, b)";
  if (recipe.kind === "token") {
    const value = `headers[${text(recipe.header)}]`;
    const token = recipe.word === null ? value : `${value}.sub(/\\A${recipe.word}\\s+/i, '')`;
    return [
      ...head,
      same,
      `token = ${token}`,
      "puts same?(token, secret) ? 'verified' : 'failed'",
      "",
    ].join("\n");
  }
  return [
    ...head,
    ...received(recipe),
    ...toleranceNote(recipe, "#"),
    `signed = [${recipe.parts.map(partOf).join(", ")}].join`,
    `digest = OpenSSL::HMAC.digest('${recipe.hash}', ${KEYS[recipe.key]}, signed)`,
    `expected = ${ENCODED[recipe.encoding]}`,
    same,
    `right = received.any? { |signature| same?(${CLEAN[recipe.encoding]}, expected) }`,
    "puts right ? 'verified' : 'failed'",
    "",
  ].join("\n");
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `headers[${text(recipe.signatureHeader)}]`;
  const stamp =
    timestamp && "header" in timestamp ? [`timestamp = headers[${text(timestamp.header)}]`] : [];
  if (style.kind === "word") {
    const lead = text(`${style.word},`);
    return [
      ...stamp,
      `received = ${value}.split.select { |entry| entry.start_with?(${lead}) }.map { |entry| entry.delete_prefix(${lead}) }`,
    ];
  }
  if (style.kind === "field") {
    return [
      ...stamp,
      `fields = ${value}.split(${text(style.separator)}).map { |field| field.strip.split('=', 2) }`,
      `received = fields.select { |name, _| name == ${text(style.field)} }.map(&:last)`,
      ...(timestamp && "field" in timestamp
        ? [`timestamp = fields.assoc(${text(timestamp.field)})&.last.to_s`]
        : []),
    ];
  }
  return [
    ...stamp,
    `received = ${value}.split(',').map { |entry| entry.strip.delete_prefix(${text(style.prefix)}) }`,
  ];
}
