/** Goes round the lanes in the order of their names, so that each gets its turn. */
export type LaneCircle = {
  /** The lane to go on after; empty: from the first. */
  after: () => string;
  /** Begins to look, where the last look ended. */
  begin: () => void;
  /**
   * Says how far a part of the lanes was looked through: up to `lane`, or to the end (null), and how
   * many deliveries it gave. True as long as there are lanes that were not looked at since then.
   */
  advance: (lane: string | null, claimed: number) => boolean;
};

export function createLaneCircle(): LaneCircle {
  let after = "";
  let since = "";
  let isRound = true;

  function begin(): void {
    since = after;
    isRound = after === "";
  }

  return {
    after: () => after,
    begin,
    advance(lane, claimed) {
      after = lane ?? "";
      if (claimed > 0) {
        begin();
        return true;
      }
      if (lane !== null) return !isRound || since === "" || lane < since;
      const goesOn = !isRound;
      isRound = true;
      return goesOn;
    },
  };
}
