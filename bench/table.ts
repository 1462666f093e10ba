import { type Measurement, meetsTarget } from "./measurement.ts";

const HEAD = ["", "measured", "target", "", ""];

/** The measurements of one part as aligned text. */
export function formatTable(title: string, measurements: readonly Measurement[]): string {
  const rows = [HEAD, ...measurements.map(toCells)];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join("  "),
  );
  return [`\n${title}`, ...lines].map((line) => line.trimEnd()).join("\n");
}

function toCells(measurement: Measurement): string[] {
  const { name, value, unit, target, note } = measurement;
  const met = meetsTarget(measurement);
  return [
    name,
    `${formatValue(value)} ${unit}`.trim(),
    target === undefined ? "" : "atLeast" in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`,
    met === null ? "" : met ? "met" : "MISSED",
    note ?? "",
  ];
}

/** Figures stand to the right, words to the left. */
function align(cell: string, width: number, column: number): string {
  return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
}

function formatValue(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
