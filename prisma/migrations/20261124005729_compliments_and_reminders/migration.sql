-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "WeeklyTip" (
    "personId" UUID NOT NULL,
    "neighbourhoodSlug" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WeeklyTip_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "Notice" (
    "personId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("personId","key")
);

-- CreateIndex
CREATE INDEX "Notice_toldAt_idx" ON "Notice"("toldAt");

-- AddForeignKey
ALTER TABLE "WeeklyTip" ADD CONSTRAINT "WeeklyTip_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
