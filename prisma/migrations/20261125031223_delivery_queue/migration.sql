-- What was called targets are the remembered addresses of the resend form.
ALTER TABLE "targets" RENAME TO "recent_targets";
ALTER TABLE "recent_targets" RENAME CONSTRAINT "targets_pkey" TO "recent_targets_pkey";
ALTER TABLE "recent_targets" RENAME CONSTRAINT "targets_bin_id_fkey" TO "recent_targets_bin_id_fkey";
ALTER INDEX "targets_bin_id_url_key" RENAME TO "recent_targets_bin_id_url_key";

-- DropIndex
DROP INDEX "attempts_delivery_id_number_key";

-- AlterTable
ALTER TABLE "requests" ADD COLUMN     "event_id" TEXT;

-- CreateTable
CREATE TABLE "targets" (
    "id" TEXT NOT NULL,
    "bin_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret_ciphertext" TEXT,
    "secret_hint" TEXT,
    "running" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "dead" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "last_success_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "targets_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "attempt_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "batch_id" UUID,
ADD COLUMN     "body_bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "depth" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "failure_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lane" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "last_error" TEXT,
ADD COLUMN     "last_status" SMALLINT,
ADD COLUMN     "lease_token" UUID,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "next_attempt_at" TIMESTAMPTZ(3),
ADD COLUMN     "once_key" TEXT,
ADD COLUMN     "ordered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'resend',
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "resign" TEXT NOT NULL DEFAULT 'off',
ADD COLUMN     "retry" JSONB,
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "target_id" TEXT,
ALTER COLUMN "method" DROP NOT NULL,
ALTER COLUMN "headers" DROP NOT NULL;

-- AlterTable
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_pkey",
DROP COLUMN "id",
ADD CONSTRAINT "attempts_pkey" PRIMARY KEY ("delivery_id", "number");

-- CreateTable
CREATE TABLE "batches" (
    "id" UUID NOT NULL,
    "bin_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "batches_bin_id_id_idx" ON "batches"("bin_id", "id");

-- CreateIndex
CREATE INDEX "requests_bin_id_event_id_idx" ON "requests"("bin_id", "event_id");

-- CreateIndex
CREATE INDEX "targets_bin_id_idx" ON "targets"("bin_id");

-- AddForeignKey
ALTER TABLE "targets" ADD CONSTRAINT "targets_bin_id_fkey" FOREIGN KEY ("bin_id") REFERENCES "bins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batches" ADD CONSTRAINT "batches_bin_id_fkey" FOREIGN KEY ("bin_id") REFERENCES "bins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Lanes are ranges of each other's prefixes: they compare byte by byte, whatever the database's locale.
ALTER TABLE "deliveries" ALTER COLUMN "lane" TYPE TEXT COLLATE "C";

-- Partial indexes, which Prisma's schema does not know: what is to be sent, what is not finished,
-- what is being sent, what is dead, what belongs to a batch, and each event once for a target.
CREATE INDEX "deliveries_due_idx" ON "deliveries"("lane", "next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;
CREATE INDEX "deliveries_order_idx" ON "deliveries"("lane", "id") WHERE "ordered" AND "finished_at" IS NULL;
CREATE INDEX "deliveries_lease_idx" ON "deliveries"("lease_until") WHERE "lease_until" IS NOT NULL;
CREATE INDEX "deliveries_dead_idx" ON "deliveries"("bin_id", "id") WHERE "state" = 'dead';
CREATE INDEX "deliveries_batch_idx" ON "deliveries"("batch_id", "id") WHERE "batch_id" IS NOT NULL;
CREATE UNIQUE INDEX "deliveries_once_key" ON "deliveries"("target_id", "once_key") WHERE "once_key" IS NOT NULL;

-- The queue's rows change often: room on their pages, and vacuum before many are dead.
ALTER TABLE "deliveries" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- What the former queue still had to send is sent by this one.
UPDATE "attempts" SET "stage" = 'interrupted', "error" = 'The server stopped during this attempt: the target may or may not have received it'
  WHERE "stage" = 'running';
UPDATE "deliveries" SET "attempt_count" = (SELECT count(*) FROM "attempts" WHERE "delivery_id" = "deliveries"."id"),
  "lane" = 'hand:' || "bin_id" || ':' || substring("target" FROM '^https?://[^/?#]*');
UPDATE "deliveries" SET "state" = 'queued', "next_attempt_at" = now() WHERE "state" IN ('queued', 'running');
DROP SCHEMA IF EXISTS pgboss CASCADE;
