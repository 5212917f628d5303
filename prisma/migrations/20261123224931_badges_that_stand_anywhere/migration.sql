-- DropForeignKey
ALTER TABLE "StatusListEntry" DROP CONSTRAINT "StatusListEntry_credentialId_fkey";

-- AlterTable
ALTER TABLE "Award" ADD COLUMN     "evidenceAgreedAt" TIMESTAMPTZ(3),
ADD COLUMN     "evidenceOfferedAt" TIMESTAMPTZ(3),
ADD COLUMN     "suspendedAt" TIMESTAMPTZ(3),
ADD COLUMN     "suspendedReason" TEXT;

-- AlterTable
ALTER TABLE "Credential" ADD COLUMN     "proofKeyId" UUID;

-- AlterTable
ALTER TABLE "Endorsement" ADD COLUMN     "askedAt" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "declinedAt" TIMESTAMPTZ(3),
ADD COLUMN     "keyId" UUID,
ADD COLUMN     "organisationId" UUID,
ADD COLUMN     "wordsSealed" TEXT NOT NULL,
ALTER COLUMN "jwt" DROP NOT NULL,
ALTER COLUMN "document" DROP NOT NULL,
ALTER COLUMN "issuedAt" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Share" ADD COLUMN     "labelSealed" TEXT;

-- AlterTable
ALTER TABLE "SigningKey" ADD COLUMN     "compromisedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "StatusListEntry" ALTER COLUMN "credentialId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Credential_proofKeyId_idx" ON "Credential"("proofKeyId");

-- CreateIndex
CREATE INDEX "Endorsement_organisationId_idx" ON "Endorsement"("organisationId");

-- CreateIndex
CREATE INDEX "Endorsement_keyId_idx" ON "Endorsement"("keyId");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_proofKeyId_fkey" FOREIGN KEY ("proofKeyId") REFERENCES "SigningKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusListEntry" ADD CONSTRAINT "StatusListEntry_credentialId_fkey" FOREIGN KEY ("credentialId") REFERENCES "Credential"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Endorsement" ADD CONSTRAINT "Endorsement_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Endorsement" ADD CONSTRAINT "Endorsement_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "SigningKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;
