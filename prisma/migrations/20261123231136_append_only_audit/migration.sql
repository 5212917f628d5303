-- DropForeignKey
ALTER TABLE "AuditEntry" DROP CONSTRAINT "AuditEntry_organisationId_fkey";

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "batchId" UUID;

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_organisationId_at_idx" ON "AuditEntry"("actorId", "organisationId", "at");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The audit trail is added to, never changed. The one change that is let through takes a person's traces
-- away: the actor or the subject becomes nobody, the sealed words go. Everything else stays as it was.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
    AND (NEW."actorId" IS NULL OR NEW."actorId" = OLD."actorId")
    AND (NEW."subjectId" = 'erased' OR NEW."subjectId" = OLD."subjectId")
    AND (NEW."reasonSealed" IS NULL OR NEW."reasonSealed" = OLD."reasonSealed")
    AND (NEW.id, NEW.at, NEW."organisationId", NEW.action, NEW."subjectType", NEW."batchId")
      IS NOT DISTINCT FROM
      (OLD.id, OLD.at, OLD."organisationId", OLD.action, OLD."subjectType", OLD."batchId")
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
