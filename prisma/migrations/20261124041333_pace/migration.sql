-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "turnAt" TIMESTAMPTZ(3);

-- CreateTable
-- Not logged: what it holds is of the next second only, and a send need not wait for the disk.
CREATE UNLOGGED TABLE "Pace" (
    "name" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("name")
);
