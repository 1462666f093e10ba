import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

const text = (value: string) => JSON.stringify(value);

const KEYS = {
  utf8: "secret.encode()",
  hex: "bytes.fromhex(secret)",
  base64: "base64.b64decode(secret)",
  whsec: 'base64.b64decode(re.sub(r"^(v1,)?whsec_", "", secret))',
};

const ENCODED = {
  hex: "digest.hex()",
  base64: "base64.b64encode(digest).decode()",
  base64url: 'base64.urlsafe_b64encode(digest).decode().rstrip("=")',
};

const CLEAN = {
  hex: "signature.lower()",
  base64: "signature",
  base64url: 'signature.rstrip("=")',
};

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  if (part.kind === "text") return `${text(part.text)}.encode()`;
  if (part.kind === "header") return `headers[${text(part.name)}].encode()`;
  return `${part.kind}.encode()`;
}

/** A program for Python ≥ 3.9 that checks the request and prints `verified` or `failed`. */
export function pythonSample(recipe: CodeRecipe): string {
  const head = [
    "import base64, hashlib, hmac, os, re",
    "",
    `# ${recipe.label}: ${recipe.docsUrl}`,
    'secret = os.environ.get("WEBHOOK_SECRET", "")',
    "# The body as sent. In a handler take the raw bytes: request.get_data() in Flask, await request.body() in FastAPI.",
    `body = base64.b64decode(${text(recipe.bodyBase64)})`,
    "headers = {",
    ...recipe.headers.map(([name, value]) => `    ${text(name)}: ${text(value)},`),
    "}",
    "",
  ];
  if (recipe.kind === "token") {
    const value = `headers[${text(recipe.header)}]`;
    const token = recipe.word === null ? value : `re.sub(r"(?i)^${recipe.word}\\s+", "", ${value})`;
    return [
      ...head,
      `token = ${token}`,
      'print("verified" if hmac.compare_digest(token.encode(), secret.encode()) else "failed")',
      "",
    ].join("\n");
  }
  return [
    ...head,
    ...received(recipe),
    ...toleranceNote(recipe, "#"),
    `signed = b"".join([${recipe.parts.map(partOf).join(", ")}])`,
    `key = ${KEYS[recipe.key]}`,
    `digest = hmac.new(key, signed, hashlib.${recipe.hash}).digest()`,
    `expected = ${ENCODED[recipe.encoding]}`,
    `right = any(hmac.compare_digest(${CLEAN[recipe.encoding]}, expected) for signature in received)`,
    'print("verified" if right else "failed")',
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
      `received = [entry[${style.word.length + 1}:] for entry in ${value}.split() if entry.startswith(${lead})]`,
    ];
  }
  if (style.kind === "field") {
    return [
      ...stamp,
      `fields = [field.strip().partition("=") for field in ${value}.split(${text(style.separator)})]`,
      `received = [value for name, _, value in fields if name == ${text(style.field)}]`,
      ...(timestamp && "field" in timestamp
        ? [
            `timestamp = next((value for name, _, value in fields if name == ${text(timestamp.field)}), "")`,
          ]
        : []),
    ];
  }
  return [
    ...stamp,
    `received = [entry.strip().removeprefix(${text(style.prefix)}) for entry in ${value}.split(",")]`,
  ];
}
