/** `npm run build`: generates the Prisma client and builds Next.js, each only when it is stale. */
import { ensureBuild, ensurePrismaClient } from "./prepare.ts";

await ensurePrismaClient();
await ensureBuild();
