import { z } from "zod";
import { type Api, createApi, need } from "./api.ts";
import { chooseServer, readBinReference } from "./bin-reference.ts";
import type { OptionTable } from "./command.ts";
import { Stop, WrongUsage } from "./stop.ts";

/** Options of every command that speaks to a server. */
export const SERVER_OPTIONS = {
  token: {
    type: "string",
    value: "token",
    help: "an API token of the bin (its settings, Command line), or its ownerToken; or HOOKGLASS_TOKEN",
  },
  server: {
    type: "string",
    value: "url",
    help: "where Hookglass runs; or HOOKGLASS_SERVER; or where the bin's URL leads; http://127.0.0.1:3000 otherwise",
  },
} as const satisfies OptionTable;

export type ServerOptions = { token: string | null; server: string | null };

const binSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  captureUrl: z.string(),
  inspectUrl: z.string(),
});

const createdSchema = binSchema.extend({ ownerToken: z.string().nullable() });

export type CliBin = z.infer<typeof binSchema>;

/** The bin that a command is about, and the API as its owner. Throws `Stop` when it is not to be had. */
export async function openBin(
  text: string,
  options: ServerOptions,
): Promise<{ api: Api; bin: CliBin }> {
  const reference = readBinReference(text);
  const token = readToken(options.token);
  const server = chooseServer(options.server, reference, process.env);
  const api = createApi({ server, token });
  const id = reference.by === "id" ? reference.value : await findIdOf(api, reference.value);
  const answer = await api.get(`/bins/${id}`, binSchema);
  if (answer.state === "refused" && answer.status === 404) {
    await listBins(api);
    throw noSuchBin(server, text);
  }
  return { api, bin: need(answer) };
}

/** A new bin of an owner: a new one unless a token is given. */
export async function createBin(
  options: ServerOptions,
): Promise<{ api: Api; bin: CliBin; token: string }> {
  const server = chooseServer(options.server, null, process.env);
  const given = options.token ?? (process.env.HOOKGLASS_TOKEN || null);
  const made = need(
    await createApi({ server, token: given === null ? null : readToken(given) }).post(
      "/bins",
      {},
      createdSchema,
    ),
  );
  const token = made.ownerToken ?? given ?? "";
  return { api: createApi({ server, token }), bin: made, token };
}

/** Only the owner learns which bin is behind a capture URL. */
async function findIdOf(api: Api, slug: string): Promise<string> {
  const bin = (await listBins(api)).find((item) => item.slug === slug);
  if (!bin) throw noSuchBin(api.server, slug);
  return bin.id;
}

/** The bins of the token. Throws `Stop` when there are none: then the token is the trouble. */
async function listBins(api: Api): Promise<CliBin[]> {
  const { items } = need(await api.get("/bins", z.object({ items: z.array(binSchema) })));
  if (items.length > 0) return items;
  throw new Stop(
    `The token is not known at ${api.server}: no bin there belongs to it. ${MAKE_ONE}`,
  );
}

function noSuchBin(server: string, text: string): Stop {
  return new Stop(
    `There is no bin ${text} at ${server}, or the token is not for it. (Unused bins go after a while.)`,
  );
}

/** Of a bin (hgt) or of its anonymous owner (hgo). */
const TOKEN = /^hg[to]_[\w-]{43}$/;

/** Where on the page somebody who has a bin there gets a token for it. */
const MAKE_ONE = "Make one on the bin's page: settings, Command line.";

function readToken(option: string | null): string {
  const token = (option ?? process.env.HOOKGLASS_TOKEN ?? "").trim();
  if (token === "") {
    throw new WrongUsage(
      `Who are you? Give a token of the bin with --token or HOOKGLASS_TOKEN. ${MAKE_ONE} (\`hookglass open\` makes a bin and prints its token.)`,
    );
  }
  if (TOKEN.test(token)) return token;
  throw new Stop(
    `The token is none of Hookglass's: they begin with hgt_ or hgo_ and have 47 characters. ${MAKE_ONE}`,
  );
}
