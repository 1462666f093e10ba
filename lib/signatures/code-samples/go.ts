import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

const text = (value: string) => JSON.stringify(value);

const KEYS = {
  hex: "hex.DecodeString(secret)",
  base64: "base64.StdEncoding.DecodeString(secret)",
  whsec:
    'base64.StdEncoding.DecodeString(strings.TrimPrefix(strings.TrimPrefix(secret, "v1,"), "whsec_"))',
};

const DECODED = {
  hex: "hex.DecodeString(signature)",
  base64: "base64.StdEncoding.DecodeString(signature)",
  base64url: 'base64.RawURLEncoding.DecodeString(strings.TrimRight(signature, "="))',
};

const HASHES = { sha1: "sha1.New", sha256: "sha256.New", sha512: "sha512.New" };

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  if (part.kind === "text") return `[]byte(${text(part.text)})`;
  if (part.kind === "header") return `[]byte(headers[${text(part.name)}])`;
  return `[]byte(${part.kind})`;
}

/** A program for Go ≥ 1.20 that checks the request and prints `verified` or `failed`. */
export function goSample(recipe: CodeRecipe): string {
  return recipe.kind === "token" ? tokenProgram(recipe) : hmacProgram(recipe);
}

function opening(recipe: CodeRecipe, packages: string[], usesBody: boolean): string[] {
  return [
    "package main",
    "",
    "import (",
    ...packages.sort().map((name) => `\t"${name}"`),
    ")",
    "",
    "func main() {",
    `\t// ${recipe.label}: ${recipe.docsUrl}`,
    '\tsecret := os.Getenv("WEBHOOK_SECRET")',
    ...(usesBody
      ? [
          "\t// The body as sent. In a handler: io.ReadAll(r.Body), before any JSON decoder.",
          `\tbody, _ := base64.StdEncoding.DecodeString(${text(recipe.bodyBase64)})`,
        ]
      : []),
    "\theaders := map[string]string{",
    ...recipe.headers.map(([name, value]) => `\t\t${text(name)}: ${text(value)},`),
    "\t}",
    "",
  ];
}

function tokenProgram(recipe: Extract<CodeRecipe, { kind: "token" }>): string {
  const value = `headers[${text(recipe.header)}]`;
  const token =
    recipe.word === null
      ? value
      : `strings.TrimSpace(strings.TrimPrefix(${value}, "${recipe.word}"))`;
  return [
    ...opening(
      recipe,
      ["crypto/subtle", "fmt", "os", ...(recipe.word === null ? [] : ["strings"])],
      false,
    ),
    `\ttoken := ${token}`,
    "\tif subtle.ConstantTimeCompare([]byte(token), []byte(secret)) == 1 {",
    '\t\tfmt.Println("verified")',
    "\t} else {",
    '\t\tfmt.Println("failed")',
    "\t}",
    "}",
    "",
  ].join("\n");
}

function hmacProgram(recipe: HmacRecipe): string {
  const usesHex = recipe.key === "hex" || recipe.encoding === "hex";
  const packages = [
    "crypto/hmac",
    `crypto/${recipe.hash}`,
    "encoding/base64",
    ...(usesHex ? ["encoding/hex"] : []),
    "fmt",
    "os",
    "strings",
  ];
  return [
    ...opening(recipe, packages, true),
    ...received(recipe),
    ...toleranceNote(recipe, "\t//"),
    recipe.key === "utf8" ? "\tkey := []byte(secret)" : `\tkey, _ := ${KEYS[recipe.key]}`,
    `\tmac := hmac.New(${HASHES[recipe.hash]}, key)`,
    `\tfor _, part := range [][]byte{${recipe.parts.map(partOf).join(", ")}} {`,
    "\t\tmac.Write(part)",
    "\t}",
    "\texpected := mac.Sum(nil)",
    "\tfor _, signature := range received {",
    `\t\tif decoded, err := ${DECODED[recipe.encoding]}; err == nil && hmac.Equal(decoded, expected) {`,
    '\t\t\tfmt.Println("verified")',
    "\t\t\treturn",
    "\t\t}",
    "\t}",
    '\tfmt.Println("failed")',
    "}",
    "",
  ].join("\n");
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `headers[${text(recipe.signatureHeader)}]`;
  const isSigned = recipe.parts.some((part) => part.kind === "timestamp");
  const lines = ["\tvar received []string"];
  if (isSigned && timestamp && "header" in timestamp) {
    lines.push(`\ttimestamp := headers[${text(timestamp.header)}]`);
  }
  if (style.kind === "word") {
    lines.push(
      `\tfor _, entry := range strings.Fields(${value}) {`,
      `\t\tif signature, ok := strings.CutPrefix(entry, ${text(`${style.word},`)}); ok {`,
      "\t\t\treceived = append(received, signature)",
      "\t\t}",
      "\t}",
    );
  } else if (style.kind === "field") {
    const stamp = isSigned && timestamp && "field" in timestamp ? timestamp.field : null;
    if (stamp !== null) lines.push('\ttimestamp := ""');
    lines.push(
      `\tfor _, field := range strings.Split(${value}, ${text(style.separator)}) {`,
      '\t\tname, value, _ := strings.Cut(strings.TrimSpace(field), "=")',
      `\t\tif name == ${text(style.field)} {`,
      "\t\t\treceived = append(received, value)",
      "\t\t}",
      ...(stamp === null
        ? []
        : [`\t\tif name == ${text(stamp)} {`, "\t\t\ttimestamp = value", "\t\t}"]),
      "\t}",
    );
  } else {
    lines.push(
      `\tfor _, entry := range strings.Split(${value}, ",") {`,
      `\t\treceived = append(received, strings.TrimPrefix(strings.TrimSpace(entry), ${text(style.prefix)}))`,
      "\t}",
    );
  }
  return lines;
}
