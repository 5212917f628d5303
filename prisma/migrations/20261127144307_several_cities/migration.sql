-- DropIndex
DROP INDEX "Activity_organisationId_idx";

-- DropIndex
DROP INDEX "Activity_slug_key";

-- DropIndex
DROP INDEX "Organisation_cityId_idx";

-- DropIndex
DROP INDEX "Organisation_slug_key";

-- DropIndex
DROP INDEX "Pathway_slug_key";

-- AlterTable
ALTER TABLE "City" ADD COLUMN     "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "schoolRegion" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "cityChosen" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "CityHoliday" (
    "cityId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "startDay" TEXT NOT NULL,
    "endDay" TEXT NOT NULL,

    CONSTRAINT "CityHoliday_pkey" PRIMARY KEY ("cityId","name","startDay")
);

-- CreateIndex
CREATE UNIQUE INDEX "Activity_organisationId_slug_key" ON "Activity"("organisationId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_cityId_slug_key" ON "Organisation"("cityId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Pathway_organisationId_slug_key" ON "Pathway"("organisationId", "slug");

-- AddForeignKey
ALTER TABLE "CityHoliday" ADD CONSTRAINT "CityHoliday_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until now the holidays of the middle region counted everywhere.
UPDATE "City" SET "schoolRegion" = 'nl-midden';
