import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

const text = (value: string) => JSON.stringify(value);

const KEYS = {
  utf8: "Encoding.UTF8.GetBytes(secret)",
  hex: "Convert.FromHexString(secret)",
  base64: "Convert.FromBase64String(secret)",
  whsec: 'Convert.FromBase64String(Regex.Replace(secret, "^(v1,)?whsec_", ""))',
};

const ENCODED = {
  hex: "Convert.ToHexString(digest).ToLowerInvariant()",
  base64: "Convert.ToBase64String(digest)",
  base64url: "Convert.ToBase64String(digest).Replace('+', '-').Replace('/', '_').TrimEnd('=')",
};

const CLEAN = {
  hex: "signature.ToLowerInvariant()",
  base64: "signature",
  base64url: "signature.TrimEnd('=')",
};

const HASHES = { sha1: "HMACSHA1", sha256: "HMACSHA256", sha512: "HMACSHA512" };

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  const value =
    part.kind === "text"
      ? text(part.text)
      : part.kind === "header"
        ? `headers[${text(part.name)}]`
        : part.kind;
  return `Encoding.UTF8.GetBytes(${value})`;
}

/** A program for .NET ≥ 6 (top-level statements) that checks the request and prints `verified` or `failed`. */
export function csharpSample(recipe: CodeRecipe): string {
  const head = [
    "using System.Security.Cryptography;",
    "using System.Text;",
    "using System.Text.RegularExpressions;",
    "",
    `// ${recipe.label}: ${recipe.docsUrl}`,
    'var secret = Environment.GetEnvironmentVariable("WEBHOOK_SECRET") ?? "";',
    "// The body as sent. In a handler copy Request.Body to a MemoryStream, before any model binding.",
    `var body = Convert.FromBase64String(${text(recipe.bodyBase64)});`,
    "var headers = new Dictionary<string, string>",
    "{",
    ...recipe.headers.map(([name, value]) => `    [${text(name)}] = ${text(value)},`),
    "};",
    "Func<string, string, bool> Same = (a, b) =>",
    "    CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));",
    "",
  ];
  if (recipe.kind === "token") {
    const value = `headers[${text(recipe.header)}]`;
    const token =
      recipe.word === null
        ? value
        : `Regex.Replace(${value}, @"^${recipe.word}\\s+", "", RegexOptions.IgnoreCase)`;
    return [...head, `Console.WriteLine(Same(${token}, secret) ? "verified" : "failed");`, ""].join(
      "\n",
    );
  }
  return [
    ...head,
    ...received(recipe),
    ...toleranceNote(recipe, "//"),
    `var hmac = new ${HASHES[recipe.hash]}(${KEYS[recipe.key]});`,
    `var signed = new[] { ${recipe.parts.map(partOf).join(", ")} }.SelectMany(part => part).ToArray();`,
    "var digest = hmac.ComputeHash(signed);",
    `var expected = ${ENCODED[recipe.encoding]};`,
    `var right = received.Any(signature => Same(${CLEAN[recipe.encoding]}, expected));`,
    'Console.WriteLine(right ? "verified" : "failed");',
    "",
  ].join("\n");
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `headers[${text(recipe.signatureHeader)}]`;
  const stamp =
    timestamp && "header" in timestamp
      ? [`var timestamp = headers[${text(timestamp.header)}];`]
      : [];
  if (style.kind === "word") {
    const lead = `${style.word},`;
    return [
      ...stamp,
      `var received = ${value}.Split(' ').Where(entry => entry.StartsWith(${text(lead)})).Select(entry => entry.Substring(${lead.length})).ToList();`,
    ];
  }
  if (style.kind === "field") {
    return [
      ...stamp,
      `var fields = ${value}.Split('${style.separator}').Select(field => field.Trim().Split('=', 2)).ToList();`,
      `var received = fields.Where(field => field[0] == ${text(style.field)}).Select(field => field[1]).ToList();`,
      ...(timestamp && "field" in timestamp
        ? [`var timestamp = fields.First(field => field[0] == ${text(timestamp.field)})[1];`]
        : []),
    ];
  }
  const { prefix } = style;
  const bare =
    prefix === ""
      ? "entry.Trim()"
      : `entry.Trim().StartsWith(${text(prefix)}) ? entry.Trim().Substring(${prefix.length}) : entry.Trim()`;
  return [...stamp, `var received = ${value}.Split(',').Select(entry => ${bare}).ToList();`];
}
