-- CreateTable
CREATE TABLE "ImportedBadge" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "standard" TEXT NOT NULL,
    "credentialId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "issuerId" TEXT NOT NULL,
    "issuerName" TEXT NOT NULL,
    "issuerHost" TEXT,
    "validFrom" TIMESTAMPTZ(3),
    "validUntil" TIMESTAMPTZ(3),
    "sourceSealed" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportedBadge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportedBadge_personId_issuerId_credentialId_key" ON "ImportedBadge"("personId", "issuerId", "credentialId");

-- AddForeignKey
ALTER TABLE "ImportedBadge" ADD CONSTRAINT "ImportedBadge_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
