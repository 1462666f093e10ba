import type { Caller } from "#lib/auth/identity.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { hashToken, newId, newSlug, newToken } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import type { SignatureSettingInput } from "#lib/signatures/options.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { type Bin, Prisma } from "#prisma/client/client.ts";
import type { FullyOwnedBin, OwnedBin } from "./access.ts";
import { suggestBinName } from "./bin-names.ts";
import type { CreateBin, UpdateBin } from "./input.ts";
import { sealSecret, secretHint } from "./secret-box.ts";

/**
 * A new bin. `ownerToken` is the caller's own when given, else a new one that is shown only now; null
 * for a bin of an account, which no token opens.
 */
export async function createBin(
  { userId }: Caller,
  input: CreateBin,
  knownOwnerToken: string | null,
): Promise<{ bin: Bin; ownerToken: string | null }> {
  const ownerToken = userId === null ? (knownOwnerToken ?? newToken("hgo")) : null;
  const id = newId();
  const bin = await db().bin.create({
    data: {
      id,
      slug: newSlug(),
      name: input.name ?? suggestBinName(Math.random),
      ...(ownerToken === null ? { userId } : { ownerHash: hashToken(ownerToken) }),
      ...(input.signature ? signatureColumns(id, input.signature) : {}),
    },
  });
  publish("bin.updated", { binId: id });
  return { bin, ownerToken };
}

/** Changes a bin's own settings. */
export async function updateBin(bin: OwnedBin, change: UpdateBin): Promise<Bin> {
  const updated = await db().bin.update({
    where: { id: bin.id },
    data: change.name === undefined ? {} : { name: change.name },
  });
  publish("bin.updated", { binId: bin.id });
  return updated;
}

/** Deletes a bin at once; its requests and deliveries follow in batches, by retention. */
export async function deleteBin(bin: FullyOwnedBin): Promise<void> {
  await db().bin.delete({ where: { id: bin.id } });
  publish("bin.deleted", { binId: bin.id });
}

/** Sets how a bin checks signatures. No secrets given: the stored ones stay, if the scheme does. */
export async function setSignature(bin: OwnedBin, input: SignatureSettingInput): Promise<Bin> {
  const keepsSecrets = input.secrets.length === 0;
  if (keepsSecrets && bin.signatureScheme !== input.scheme) {
    const issues = [{ path: "secrets", message: "Give at least one secret" }];
    throw new AppError("invalid_input", "secrets: Give at least one secret", { issues });
  }
  const secrets = keepsSecrets ? null : input.secrets;
  return writeSignature(bin.id, { scheme: input.scheme, options: input.options ?? {}, secrets });
}

/** Stores a checked setting; `secrets` null: the stored ones stay. */
export async function writeSignature(
  binId: string,
  setting: { scheme: string; options: SchemeOptions; secrets: string[] | null },
): Promise<Bin> {
  const { scheme, options, secrets } = setting;
  const updated = await db().$transaction(async (tx) => {
    if (secrets !== null) {
      await tx.signingSecret.deleteMany({ where: { binId } });
      await tx.signingSecret.createMany({
        data: sealSecrets(binId, secrets).map((row) => ({ ...row, binId })),
      });
    }
    return tx.bin.update({
      where: { id: binId },
      data: { signatureScheme: scheme, signatureOptions: { ...options } },
    });
  });
  publish("bin.updated", { binId });
  return updated;
}

function signatureColumns(binId: string, { scheme, options, secrets }: SignatureSettingInput) {
  return {
    signatureScheme: scheme,
    signatureOptions: { ...options },
    secrets: { create: sealSecrets(binId, secrets) },
  };
}

function sealSecrets(binId: string, secrets: string[]) {
  return secrets.map((secret, position) => ({
    id: newId(),
    position,
    ciphertext: sealSecret(secret, binId),
    hint: secretHint(secret),
  }));
}

/** Stops checking signatures and forgets the secrets. */
export async function removeSignature(bin: OwnedBin): Promise<Bin> {
  const [, updated] = await db().$transaction([
    db().signingSecret.deleteMany({ where: { binId: bin.id } }),
    db().bin.update({
      where: { id: bin.id },
      data: { signatureScheme: null, signatureOptions: Prisma.DbNull },
    }),
  ]);
  publish("bin.updated", { binId: bin.id });
  return updated;
}

/**
 * Gives an anonymous owner's bins to an account; the anonymous token opens them no more. Their API
 * tokens do: the programs of whoever signs in go on.
 */
export async function claimBins(ownerHash: string, userId: string): Promise<number> {
  const claimed = await db().bin.updateManyAndReturn({
    where: { ownerHash, userId: null },
    data: { ownerHash: null, userId },
    select: { id: true },
  });
  for (const { id } of claimed) publish("bin.claimed", { binId: id });
  return claimed.length;
}
