-- DropIndex
DROP INDEX "Delivery_providerMessageId_key";

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "partsSent" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Delivery_providerMessageId_idx" ON "Delivery"("providerMessageId");
