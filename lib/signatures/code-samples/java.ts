import { type CodePart, type CodeRecipe, type HmacRecipe, toleranceNote } from "./recipe.ts";

const text = (value: string) => JSON.stringify(value);

const KEYS = {
  utf8: "secret.getBytes(StandardCharsets.UTF_8)",
  hex: "HexFormat.of().parseHex(secret)",
  base64: "Base64.getDecoder().decode(secret)",
  whsec: 'Base64.getDecoder().decode(secret.replaceFirst("^(v1,)?whsec_", ""))',
};

const DECODED = {
  hex: "HexFormat.of().parseHex(signature)",
  base64: "Base64.getDecoder().decode(signature)",
  base64url: "Base64.getUrlDecoder().decode(signature)",
};

const MACS = { sha1: "HmacSHA1", sha256: "HmacSHA256", sha512: "HmacSHA512" };

function partOf(part: CodePart): string {
  if (part.kind === "body") return "body";
  const value =
    part.kind === "text"
      ? text(part.text)
      : part.kind === "header"
        ? `headers.get(${text(part.name)})`
        : part.kind;
  return `${value}.getBytes(StandardCharsets.UTF_8)`;
}

/** A program for Java ≥ 17 (`java Verify.java`) that checks the request and prints `verified` or `failed`. */
export function javaSample(recipe: CodeRecipe): string {
  const head = [
    "import java.nio.charset.StandardCharsets;",
    "import java.security.MessageDigest;",
    "import java.util.*;",
    "import javax.crypto.Mac;",
    "import javax.crypto.spec.SecretKeySpec;",
    "",
    `// ${recipe.label}: ${recipe.docsUrl}`,
    "public class Verify {",
    "  public static void main(String[] args) throws Exception {",
    '    String secret = System.getenv().getOrDefault("WEBHOOK_SECRET", "");',
    "    // The body as sent. In a handler: request.getInputStream().readAllBytes(), before any JSON mapper.",
    `    byte[] body = Base64.getDecoder().decode(${text(recipe.bodyBase64)});`,
    "    Map<String, String> headers = Map.ofEntries(",
    recipe.headers
      .map(([name, value]) => `      Map.entry(${text(name)}, ${text(value)})`)
      .join(",\n"),
    "    );",
    "",
  ];
  return [
    ...head,
    ...(recipe.kind === "token" ? token(recipe) : hmac(recipe)),
    "  }",
    "}",
    "",
  ].join("\n");
}

function token(recipe: Extract<CodeRecipe, { kind: "token" }>): string[] {
  const value = `headers.get(${text(recipe.header)})`;
  const stripped =
    recipe.word === null ? value : `${value}.replaceFirst("(?i)^${recipe.word}\\\\s+", "")`;
  return [
    `    byte[] token = ${stripped}.getBytes(StandardCharsets.UTF_8);`,
    "    boolean right = MessageDigest.isEqual(token, secret.getBytes(StandardCharsets.UTF_8));",
    '    System.out.println(right ? "verified" : "failed");',
  ];
}

function hmac(recipe: HmacRecipe): string[] {
  return [
    ...received(recipe),
    ...toleranceNote(recipe, "    //"),
    `    Mac mac = Mac.getInstance("${MACS[recipe.hash]}");`,
    `    mac.init(new SecretKeySpec(${KEYS[recipe.key]}, mac.getAlgorithm()));`,
    ...recipe.parts.map((part) => `    mac.update(${partOf(part)});`),
    "    byte[] expected = mac.doFinal();",
    "    boolean right = false;",
    "    for (String signature : received) {",
    `      right |= MessageDigest.isEqual(${DECODED[recipe.encoding]}, expected);`,
    "    }",
    '    System.out.println(right ? "verified" : "failed");',
  ];
}

function received(recipe: HmacRecipe): string[] {
  const { style, timestamp } = recipe;
  const value = `headers.get(${text(recipe.signatureHeader)})`;
  const lines = ["    List<String> received = new ArrayList<>();"];
  if (timestamp && "header" in timestamp) {
    lines.push(`    String timestamp = headers.get(${text(timestamp.header)});`);
  }
  if (style.kind === "word") {
    const lead = `${style.word},`;
    lines.push(
      `    for (String entry : ${value}.split("\\\\s+")) {`,
      `      if (entry.startsWith(${text(lead)})) received.add(entry.substring(${lead.length}));`,
      "    }",
    );
  } else if (style.kind === "field") {
    if (timestamp && "field" in timestamp) lines.push('    String timestamp = "";');
    lines.push(
      `    for (String field : ${value}.split(${text(style.separator)})) {`,
      '      String[] pair = field.strip().split("=", 2);',
      `      if (pair[0].equals(${text(style.field)})) received.add(pair[1]);`,
      ...(timestamp && "field" in timestamp
        ? [`      if (pair[0].equals(${text(timestamp.field)})) timestamp = pair[1];`]
        : []),
      "    }",
    );
  } else {
    const { prefix } = style;
    lines.push(
      `    for (String entry : ${value}.split(",")) {`,
      "      entry = entry.strip();",
      prefix === ""
        ? "      received.add(entry);"
        : `      received.add(entry.startsWith(${text(prefix)}) ? entry.substring(${prefix.length}) : entry);`,
      "    }",
    );
  }
  return lines;
}
