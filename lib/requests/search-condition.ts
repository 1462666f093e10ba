import { Prisma } from "#prisma/client/client.ts";

/** Larger bodies are searched in their first mebibyte only; the screen says so. */
export const SEARCHED_BODY_BYTES = 1024 * 1024;

/**
 * SQL that holds for requests of a bin whose method, path, query, headers or body contain `text`,
 * whatever the case of ASCII letters. Without `inHeaders` for readers from whom headers are hidden:
 * what can be searched can be guessed letter by letter. So could the bin's slug, which is left out;
 * it would be found in every request anyway. Bodies are any bytes, so both sides go through
 * encode(…, 'escape'), which spells every byte in ASCII.
 */
export function searchCondition(
  text: string,
  { binId, inHeaders }: { binId: string; inHeaders: boolean },
): Prisma.Sql {
  const slug = Prisma.sql`(SELECT slug FROM bins WHERE id = ${binId})`;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`AND (
    replace(target, '/in/' || ${slug}, '') ILIKE ${pattern}
    OR method ILIKE ${pattern}
    ${inHeaders ? Prisma.sql`OR replace(headers, ${slug}, '') ILIKE ${headerPattern(text)}` : Prisma.empty}
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
