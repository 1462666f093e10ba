import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

// Single quotes: PHP interpolates $ in double ones.
const text = (value: string) => `'${value.replace(/[\\']/g, "\\$&")}'`;

const KEYS = {
  utf8: "$secret",
  hex: "hex2bin($secret)",
  base64: "base64_decode($secret)",
  whsec: "base64_decode(preg_replace('/^(v1,)?whsec_/', '', $secret))",
};

const ENCODED = {
  hex: "bin2hex($digest)",
  base64: "base64_encode($digest)",
  base64url: "rtrim(strtr(base64_encode($digest), '+/', '-_'), '=')",
};

const CLEAN = {
  hex: "strtolower($signature)",
  base64: "$signature",
  base64url: "rtrim($signature, '=')",
};

function partOf(part: CodePart): string {
  if (part.kind === "text") return part.text.includes("\n") ? newlines(part.text) : text(part.text);
  if (part.kind === "header") return `$headers[${text(part.name)}]`;
  return `$${part.kind}`;
}

function newlines(value: string): string {
  return value.split("\n").map(text).join(' . "\\n" . ');
}

/** A program for PHP ≥ 8 that checks the request and prints `verified` or `failed`. */
export function phpSample(recipe: CodeRecipe): string {
  const head = [
    "<?php",
    `// ${recipe.label}: ${recipe.docsUrl}`,
    "$secret = getenv('WEBHOOK_SECRET') ?: '';",
    "// The body as sent. In a handler: file_get_contents('php://input').",
    `$body = base64_decode(${text(recipe.bodyBase64)});`,
    "$headers = [",
    ...recipe.headers.map(([name, value]) => `    ${text(name)} => ${text(value)},`),
    "];",
    "",
  ];
  if (recipe.kind === "token") {
    const value = `$headers[${text(recipe.header)}]`;
    const token =
      recipe.word === null ? value : `preg_replace('/^${recipe.word}\\s+/i', '', ${value})`;
    return [
      ...head,
      `$token = ${token};`,
      "echo hash_equals($secret, $token) ? 'verified' : 'failed', PHP_EOL;",
      "",
    ].join("\n");
  }
  return [
    ...head,
    ...received(recipe),
    ...toleranceNote(recipe, "//"),
    `$signed = ${recipe.parts.map(partOf).join(" . ")};`,
    `$digest = hash_hmac('${recipe.hash}', $signed, ${KEYS[recipe.key]}, true);`,
    `$expected = ${ENCODED[recipe.encoding]};`,
    "$right = false;",
    "foreach ($received as $signature) {",
    `    $right = hash_equals($expected, ${CLEAN[recipe.encoding]}) || $right;`,
    "}",
    "echo $right ? 'verified' : 'failed', PHP_EOL;",
    "",
  ].join("\n");
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `$headers[${text(recipe.signatureHeader)}]`;
  const lines = ["$received = [];"];
  if (timestamp && "header" in timestamp) {
    lines.push(`$timestamp = $headers[${text(timestamp.header)}];`);
  }
  if (style.kind === "word") {
    const lead = `${style.word},`;
    lines.push(
      `foreach (preg_split('/\\s+/', ${value}) as $entry) {`,
      `    if (str_starts_with($entry, ${text(lead)})) $received[] = substr($entry, ${lead.length});`,
      "}",
    );
  } else if (style.kind === "field") {
    if (timestamp && "field" in timestamp) lines.push("$timestamp = '';");
    lines.push(
      `foreach (explode(${text(style.separator)}, ${value}) as $field) {`,
      "    [$name, $value] = array_pad(explode('=', trim($field), 2), 2, '');",
      `    if ($name === ${text(style.field)}) $received[] = $value;`,
      ...(timestamp && "field" in timestamp
        ? [`    if ($name === ${text(timestamp.field)}) $timestamp = $value;`]
        : []),
      "}",
    );
  } else {
    const { prefix } = style;
    lines.push(
      `foreach (explode(',', ${value}) as $entry) {`,
      "    $entry = trim($entry);",
      prefix === ""
        ? "    $received[] = $entry;"
        : `    $received[] = str_starts_with($entry, ${text(prefix)}) ? substr($entry, ${prefix.length}) : $entry;`,
      "}",
    );
  }
  return lines;
}
