-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "actsForId" UUID;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_actsForId_fkey" FOREIGN KEY ("actsForId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
