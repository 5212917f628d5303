-- CreateEnum
CREATE TYPE "SharingStatus" AS ENUM ('asked', 'given', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "HandOverStatus" AS ENUM ('waiting', 'taken', 'ended');

-- AlterEnum
ALTER TYPE "SignupStatus" ADD VALUE 'offered';

-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "answerSealed" TEXT,
ADD COLUMN     "learnerAnsweredAt" TIMESTAMPTZ(3),
ADD COLUMN     "level" TEXT,
ADD COLUMN     "times" TEXT[];

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "closedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Signup" ADD COLUMN     "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN     "offerToldAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "OfficeHours" (
    "organisationId" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "fromTime" TEXT NOT NULL,
    "untilTime" TEXT NOT NULL,

    CONSTRAINT "OfficeHours_pkey" PRIMARY KEY ("organisationId","weekday","fromTime")
);

-- CreateTable
CREATE TABLE "Sharing" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "status" "SharingStatus" NOT NULL,
    "version" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Sharing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOver" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "takenById" UUID,
    "status" "HandOverStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "takenAt" TIMESTAMPTZ(3),
    "lastWordAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOverWords" (
    "id" BIGSERIAL NOT NULL,
    "handOverId" UUID NOT NULL,
    "textSealed" TEXT NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HandOverWords_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WrongCode" (
    "personHash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WrongCode_pkey" PRIMARY KEY ("personHash")
);

-- CreateIndex
CREATE INDEX "Sharing_organisationId_idx" ON "Sharing"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Sharing_personId_organisationId_key" ON "Sharing"("personId", "organisationId");

-- CreateIndex
CREATE INDEX "HandOver_personId_status_idx" ON "HandOver"("personId", "status");

-- CreateIndex
CREATE INDEX "HandOver_takenById_status_idx" ON "HandOver"("takenById", "status");

-- CreateIndex
CREATE INDEX "HandOver_organisationId_status_idx" ON "HandOver"("organisationId", "status");

-- CreateIndex
CREATE INDEX "HandOverWords_handOverId_idx" ON "HandOverWords"("handOverId");

-- CreateIndex
CREATE INDEX "WrongCode_lastAt_idx" ON "WrongCode"("lastAt");

-- AddForeignKey
ALTER TABLE "OfficeHours" ADD CONSTRAINT "OfficeHours_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sharing" ADD CONSTRAINT "Sharing_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sharing" ADD CONSTRAINT "Sharing_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOverWords" ADD CONSTRAINT "HandOverWords_handOverId_fkey" FOREIGN KEY ("handOverId") REFERENCES "HandOver"("id") ON DELETE CASCADE ON UPDATE CASCADE;
