import { Prisma } from "#prisma/client/client.ts";

/** Larger bodies are searched in their first mebibyte only; the screen says so. */
const SEARCHED_BODY_BYTES = 1024 * 1024;

/**
 * SQL that holds for requests whose method, target, headers or body contain `text`, whatever the
 * case of ASCII letters. Bodies are any bytes, so both sides go through encode(…, 'escape'), which
 * spells every byte in ASCII.
 */
export function searchCondition(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`AND (
    target ILIKE ${pattern}
    OR method ILIKE ${pattern}
    OR headers ILIKE ${headerPattern(text)}
    OR position(
      lower(encode(convert_to(${text}, 'UTF8'), 'escape'))
      IN lower(encode(substring(body FROM 1 FOR ${SEARCHED_BODY_BYTES}::int), 'escape'))
    ) > 0
  )`;
}

/** Headers are stored as JSON text: what is looked for must be spelled the way JSON spells it. */
function headerPattern(text: string): string {
  const spelled = JSON.stringify(text).slice(1, -1);
  return `%${spelled.replace(/[\\%_]/g, "\\$&")}%`;
}
