-- DropForeignKey
ALTER TABLE "Award" DROP CONSTRAINT "Award_personId_fkey";

-- AlterTable
ALTER TABLE "Award" ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "ChannelIdentity" ADD COLUMN     "codeGuesses" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "codeGuessesSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Person" ADD COLUMN IF NOT EXISTS "complimentsFrom" TIMESTAMPTZ(3),
ADD COLUMN     "erasingSince" TIMESTAMPTZ(3),
ADD COLUMN     "leavingToldAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "DataLink" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DataLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "PersonJoin" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "brought" JSONB NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "undoUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersonJoin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DataLink_personId_idx" ON "DataLink"("personId");

-- CreateIndex
CREATE INDEX "PersonJoin_personId_idx" ON "PersonJoin"("personId");

-- CreateIndex
CREATE INDEX "PersonJoin_undoUntil_idx" ON "PersonJoin"("undoUntil");

-- AddForeignKey
ALTER TABLE "DataLink" ADD CONSTRAINT "DataLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonJoin" ADD CONSTRAINT "PersonJoin_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
