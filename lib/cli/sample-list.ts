import { listProviders } from "#lib/simulators/catalogue.ts";
import { color, jsonLine } from "./terminal.ts";

/** What can be sent, one event a line: of one provider or of all. Null: there is no such provider. */
export function sampleList(provider: string | null, json: boolean): string[] | null {
  const wanted = provider?.split(".")[0] ?? null;
  const providers = listProviders().filter(({ id }) => wanted === null || id === wanted);
  if (providers.length === 0) return null;
  const rows = providers.flatMap(({ id, label, breakages, events }) =>
    events.map((event) => ({
      name: `${id}.${event.id}`,
      label: `${label}, ${event.label}`,
      breakages,
    })),
  );
  if (json) return rows.map(jsonLine);
  const column = Math.max(...rows.map(({ name }) => name.length)) + 2;
  return rows.map(({ name, label }) => `${name.padEnd(column)}${color("dim", label)}`);
}
