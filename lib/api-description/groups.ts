import { BINS } from "./calls/bins.ts";
import { DEAD_LETTERS } from "./calls/dead-letters.ts";
import { DELIVERIES } from "./calls/deliveries.ts";
import { HEALTH } from "./calls/health.ts";
import { LAB } from "./calls/lab.ts";
import { REQUESTS } from "./calls/requests.ts";
import { RESENDS } from "./calls/resends.ts";
import { SHARES } from "./calls/shares.ts";
import { SIGNATURES } from "./calls/signatures.ts";
import { SIMULATORS } from "./calls/simulators.ts";
import { TARGETS } from "./calls/targets.ts";
import { TOKENS } from "./calls/tokens.ts";
import type { CallGroup } from "./operation.ts";

/** Every call of the API, in the order in which a reader needs them. */
export const GROUPS: readonly CallGroup[] = [
  BINS,
  REQUESTS,
  SIGNATURES,
  DELIVERIES,
  TARGETS,
  DEAD_LETTERS,
  RESENDS,
  LAB,
  SHARES,
  TOKENS,
  SIMULATORS,
  HEALTH,
];
