-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "agreedAt" TIMESTAMPTZ(3),
ADD COLUMN     "nameKind" "ShareName" NOT NULL DEFAULT 'none',
ADD COLUMN     "nameSealed" TEXT,
ALTER COLUMN "textSealed" DROP NOT NULL;
