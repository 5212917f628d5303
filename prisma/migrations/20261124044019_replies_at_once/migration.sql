-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "heldBy" TEXT;
