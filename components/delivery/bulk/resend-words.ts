import type { Resend } from "#lib/delivery/schema.ts";

/** How far a bulk resend is: in words, and how much of it is over, 0 to 1. */
export function resendProgress(resend: Resend): { words: string; share: number; isOver: boolean } {
  const { state, total, seen, counts } = resend;
  const { pending, succeeded, failed, cancelled } = counts;
  const over = succeeded + failed + cancelled;
  const all = over + pending;
  const isOver = state !== "running" && pending === 0;
  const looked = total === 0 ? 1 : seen / total;
  const share = isOver ? 1 : Math.min(1, looked) * (all === 0 ? 1 : over / all);
  if (state === "running" && seen < total) {
    return {
      words: `${count(seen)} of ${count(total)} requests looked at`,
      share: Math.min(share, 0.99),
      isOver,
    };
  }
  if (!isOver) return { words: `${count(over)} of ${count(all)} deliveries done`, share, isOver };
  if (state === "cancelled" || cancelled > 0) {
    return { words: `Cancelled: ${count(over - cancelled)} were sent`, share, isOver };
  }
  return { words: all === 0 ? "No request matched" : `All ${count(all)} are done`, share, isOver };
}

function count(value: number): string {
  return value.toLocaleString("en");
}
