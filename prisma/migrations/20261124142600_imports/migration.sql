-- DropIndex
DROP INDEX "ImportSource_organisationId_idx";

-- DropIndex
DROP INDEX "Session_activityId_startsAt_key";

-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "externalReference" TEXT;

-- CreateTable
CREATE TABLE "TopicWord" (
    "cityId" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "topic" "Topic" NOT NULL,

    CONSTRAINT "TopicWord_pkey" PRIMARY KEY ("cityId","word")
);

-- AddForeignKey
ALTER TABLE "TopicWord" ADD CONSTRAINT "TopicWord_cityId_fkey" FOREIGN KEY ("cityId") REFERENCES "City"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "ImportSource" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "defaultTopic" "Topic",
ADD COLUMN     "isFeed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastResult" JSONB,
ADD COLUMN     "name" TEXT;

-- A source of before has its address for a name, or else nothing but itself.
UPDATE "ImportSource" SET "name" = coalesce("url", id::text);
ALTER TABLE "ImportSource" ALTER COLUMN "name" SET NOT NULL, ALTER COLUMN "createdAt" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "externalId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "importSourceId" UUID,
ADD COLUMN     "sourceCancelledAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Activity_externalReference_idx" ON "Activity"("externalReference");

-- CreateIndex
CREATE UNIQUE INDEX "ImportSource_organisationId_name_key" ON "ImportSource"("organisationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Session_activityId_startsAt_externalId_key" ON "Session"("activityId", "startsAt", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_importSourceId_externalId_key" ON "Session"("importSourceId", "externalId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_importSourceId_fkey" FOREIGN KEY ("importSourceId") REFERENCES "ImportSource"("id") ON DELETE SET NULL ON UPDATE CASCADE;
