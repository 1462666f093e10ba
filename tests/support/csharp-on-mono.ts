import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What .NET 6 has and Mono, whose class library is older, has not. */
const NEWER_CALLS = `
static class CryptographicOperations {
    public static bool FixedTimeEquals(byte[] a, byte[] b) { return a.SequenceEqual(b); }
}
static class Convert {
    public static byte[] FromBase64String(string text) { return System.Convert.FromBase64String(text); }
    public static string ToBase64String(byte[] bytes) { return System.Convert.ToBase64String(bytes); }
    public static string ToHexString(byte[] bytes) { return BitConverter.ToString(bytes).Replace("-", ""); }
    public static byte[] FromHexString(string text) {
        return Enumerable.Range(0, text.Length / 2)
            .Select(at => System.Convert.ToByte(text.Substring(at * 2, 2), 16)).ToArray();
    }
}
static class NewerStrings {
    public static string[] Split(this string text, char separator, int count) {
        return text.Split(new[] { separator }, count);
    }
}`;

/** Runs a program of top-level statements with Mono; gives what it prints. */
export async function runCsharp(source: string, folder: string, env: NodeJS.ProcessEnv) {
  const lines = source.split("\n");
  const isUsing = (line: string) => line.startsWith("using System.");
  const program = [
    "using System; using System.Collections.Generic; using System.Linq;",
    ...lines.filter(isUsing),
    `namespace Sample {${NEWER_CALLS}`,
    "static class Program { static void Main() {",
    ...lines.filter((line) => !isUsing(line)),
    "} } }",
  ];
  const file = `${folder}/sample.cs`;
  await writeFile(file, program.join("\n"));
  await run("mcs", ["-langversion:latest", `-out:${folder}/sample.exe`, file]);
  const { stdout } = await run("mono", [`${folder}/sample.exe`], { env });
  return stdout;
}
