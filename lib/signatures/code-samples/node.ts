import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

const text = (value: string) => JSON.stringify(value);

const KEYS = {
  utf8: 'Buffer.from(secret, "utf8")',
  hex: 'Buffer.from(secret, "hex")',
  base64: 'Buffer.from(secret, "base64")',
  whsec: 'Buffer.from(secret.replace(/^(v1,)?whsec_/, ""), "base64")',
};

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  if (part.kind === "text") return `Buffer.from(${text(part.text)})`;
  if (part.kind === "header") return `Buffer.from(headers[${text(part.name)}])`;
  return `Buffer.from(${part.kind})`;
}

/** A program for Node.js ≥ 20 that checks the request and prints `verified` or `failed`. */
export function nodeSample(recipe: CodeRecipe): string {
  const crypto = recipe.kind === "hmac" ? "createHmac, timingSafeEqual" : "timingSafeEqual";
  const head = [
    `import { ${crypto} } from "node:crypto";`,
    "",
    `// ${recipe.label}: ${recipe.docsUrl}`,
    'const secret = process.env.WEBHOOK_SECRET ?? "";',
    '// The body as sent. In a handler take the raw bytes, before any JSON parser: express.raw({ type: "*/*" }).',
    `const body = Buffer.from(${text(recipe.bodyBase64)}, "base64");`,
    "const headers = {",
    ...recipe.headers.map(([name, value]) => `  ${text(name)}: ${text(value)},`),
    "};",
    "",
  ];
  const tail = [
    "const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));",
  ];
  if (recipe.kind === "token") {
    const prefix = recipe.word === null ? "" : `.replace(/^${recipe.word}\\s+/i, "")`;
    return [
      ...head,
      `const token = headers[${text(recipe.header)}]${prefix};`,
      ...tail,
      'console.log(same(token, secret) ? "verified" : "failed");',
      "",
    ].join("\n");
  }
  return [
    ...head,
    ...received(recipe),
    ...toleranceNote(recipe, "//"),
    `const signed = Buffer.concat([${recipe.parts.map(partOf).join(", ")}]);`,
    `const key = ${KEYS[recipe.key]};`,
    `const expected = createHmac(${text(recipe.hash)}, key).update(signed).digest(${text(recipe.encoding)});`,
    ...tail,
    `const right = received.some((signature) => same(${clean(recipe.encoding)}, expected));`,
    'console.log(right ? "verified" : "failed");',
    "",
  ].join("\n");
}

function clean(encoding: string): string {
  if (encoding === "hex") return "signature.toLowerCase()";
  return encoding === "base64url" ? 'signature.replace(/=+$/, "")' : "signature";
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `headers[${text(recipe.signatureHeader)}]`;
  const stamp =
    timestamp && "header" in timestamp
      ? [`const timestamp = headers[${text(timestamp.header)}];`]
      : [];
  if (style.kind === "word") {
    const lead = text(`${style.word},`);
    return [
      ...stamp,
      `const received = ${value}.split(/\\s+/).filter((entry) => entry.startsWith(${lead})).map((entry) => entry.slice(${style.word.length + 1}));`,
    ];
  }
  if (style.kind === "field") {
    return [
      ...stamp,
      `const fields = ${value}.split(${text(style.separator)}).map((field) => field.trim().split(/=(.*)/s));`,
      `const received = fields.filter(([name]) => name === ${text(style.field)}).map(([, value]) => value);`,
      ...(timestamp && "field" in timestamp
        ? [
            `const timestamp = fields.find(([name]) => name === ${text(timestamp.field)})?.[1] ?? "";`,
          ]
        : []),
    ];
  }
  return [
    ...stamp,
    `const received = ${value}.split(",").map((entry) => entry.trim().replace(${text(style.prefix)}, ""));`,
  ];
}
