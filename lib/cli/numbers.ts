import { WrongUsage } from "./stop.ts";

/** The value of an option that is a whole number; null when it was not given. Throws WrongUsage. */
export function readWholeNumber(
  option: string,
  text: string | null,
  min: number,
  max: number,
): number | null {
  if (text === null) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const range = `${min} to ${max.toLocaleString("en")}`;
  throw new WrongUsage(`${option} must be a whole number from ${range}, not “${text}”.`);
}
