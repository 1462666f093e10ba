/** Bytes shown in one row. */
const HEX_ROW_BYTES = 16;

/** One row: `offset` of 8 hex digits or more, two hex digits per byte, "." for what isn't printable ASCII. */
export type HexRow = { offset: string; hex: string[]; ascii: string };

/** How many rows the bytes fill; 0 for none. */
export function hexRowCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / HEX_ROW_BYTES);
}

/** Row number `row` (0-based); empty beyond the end. Costs the same whatever the size of the body. */
export function hexRow(bytes: Uint8Array, row: number): HexRow {
  const start = row * HEX_ROW_BYTES;
  const slice = Array.from(bytes.subarray(start, start + HEX_ROW_BYTES));
  return {
    offset: start.toString(16).padStart(8, "0"),
    hex: slice.map((byte) => byte.toString(16).padStart(2, "0")),
    ascii: slice
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
      .join(""),
  };
}
