import { binaryArray, type ElementType } from "./binary-array.ts";

/** A column of a batch of rows. */
export type BatchColumn<Row> = {
  name: string;
  type: string;
  encode: (rows: readonly Row[]) => Buffer;
};

/** A column of one type with its value of each row. */
export function batchColumn<Row, Value>(
  name: string,
  type: ElementType<Value>,
  cellOf: (row: Row) => Value | null,
): BatchColumn<Row> {
  return { name, type: type.name, encode: (rows) => binaryArray(type, rows, cellOf) };
}

/** `id, bin_id, …` */
export function columnNames<Row>(columns: readonly BatchColumn<Row>[]): string {
  return columns.map(({ name }) => name).join(", ");
}

/** `unnest($1::uuid[], $2::text[], …)`, counted from `first`. */
export function unnestColumns<Row>(columns: readonly BatchColumn<Row>[], first = 1): string {
  const arrays = columns.map(({ type }, index) => `$${first + index}::${type}[]`);
  return `unnest(${arrays.join(", ")})`;
}

/** The parameters for `unnestColumns`. */
export function encodeColumns<Row>(
  columns: readonly BatchColumn<Row>[],
  rows: readonly Row[],
): Buffer[] {
  return columns.map(({ encode }) => encode(rows));
}
