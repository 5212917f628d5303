-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "recommendationsWanted" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "UnmetDemand" DROP CONSTRAINT "UnmetDemand_pkey",
ADD COLUMN     "weekday" SMALLINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "UnmetDemand_pkey" PRIMARY KEY ("cityId", "day", "topic", "neighbourhoodSlug", "weekday");
