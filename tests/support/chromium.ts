import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { access, chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { z } from "zod";

const run = promisify(execFile);
const PACKAGES = join(import.meta.dirname, "../../node_modules");
const PACKAGE = join(PACKAGES, "@sparticuz/chromium");
const CACHE = join(PACKAGES, ".cache/hookglass");
const packageSchema = z.object({ version: z.string() });

/** Starts the browser beside it with the libraries and fonts that the machine lacks. */
const LAUNCHER = `#!/bin/sh
here="\${0%/*}"
[ ! -d "$here/lib" ] || export LD_LIBRARY_PATH="$here/lib"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
`;

/**
 * The path of a Chromium to drive: CHROME_PATH, or the one inside @sparticuz/chromium, unpacked once
 * below node_modules/.cache. Elsewhere than on x64 Linux: undefined, and Playwright's own is
 * downloaded, unless it is there, and used.
 */
export async function chromiumPath(): Promise<string | undefined> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return installPlaywrightsOwn();
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8")),
  );
  const folder = join(CACHE, `chromium-${version}`);
  const launcher = join(folder, "launch");
  if (await exists(launcher)) return launcher;
  process.stderr.write("Unpacking Chromium for the browser tests (once) …\n");
  // Renamed at the end: a parallel run never sees half a browser.
  const partial = `${folder}.${process.pid}`;
  await unpack(partial);
  await rename(partial, folder).catch(async (error) => {
    await rm(partial, { recursive: true });
    if (!(await exists(launcher))) throw error;
  });
  return launcher;
}

async function installPlaywrightsOwn(): Promise<undefined> {
  // A worker loads the configuration again, after its parent has seen to this.
  if (process.env.TEST_WORKER_INDEX !== undefined) return;
  await run(process.execPath, [join(PACKAGES, "playwright/cli.js"), "install", "chromium"]);
}

async function unpack(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const browser = join(folder, "chromium");
  await inflate("chromium.br", browser);
  await chmod(browser, 0o755);
  await untar("fonts.tar.br", folder);
  await writeFile(join(folder, "fonts.conf"), FONTS);
  await writeFile(join(folder, "launch"), LAUNCHER, { mode: 0o755 });
  const lacksLibraries = await run(browser, ["--version"]).then(
    () => false,
    () => true,
  );
  if (!lacksLibraries) return;
  await untar("al2023.tar.br", folder);
  await run(join(folder, "launch"), ["--version"]).catch((error) => {
    throw new Error(
      `Chromium does not start here; set CHROME_PATH to one that does.\n${error.message}`,
    );
  });
}

async function inflate(file: string, target: string): Promise<void> {
  await pipeline(
    createReadStream(join(PACKAGE, "bin", file)),
    createBrotliDecompress(),
    createWriteStream(target),
  );
}

async function untar(file: string, folder: string): Promise<void> {
  const archive = join(folder, file.replace(/\.br$/, ""));
  await inflate(file, archive);
  await run("tar", ["-xf", archive, "-C", folder]);
  await rm(archive);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
