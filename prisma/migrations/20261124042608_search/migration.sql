-- Both come with PostgreSQL, and may be made by the owner of a database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Dutch and English stems, with "café" as "cafe".
CREATE TEXT SEARCH CONFIGURATION "search_nl" (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION "search_nl"
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;
CREATE TEXT SEARCH CONFIGURATION "search_en" (COPY = english);
ALTER TEXT SEARCH CONFIGURATION "search_en"
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

-- CreateTable
CREATE TABLE "Listing" (
    "sessionId" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "cityId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "startHour" SMALLINT NOT NULL,
    "topic" "Topic" NOT NULL,
    "neighbourhoodSlug" TEXT,
    "priceCents" INTEGER NOT NULL,
    "isOnline" BOOLEAN NOT NULL,
    "isForChildren" BOOLEAN NOT NULL,
    "suitsAdults" BOOLEAN NOT NULL,
    "wheelchair" BOOLEAN NOT NULL,
    "spokenLanguages" TEXT[],

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "ActivityWords" (
    "activityId" UUID NOT NULL,
    "cityId" UUID NOT NULL,
    "words" tsvector,
    "titles" TEXT NOT NULL,

    CONSTRAINT "ActivityWords_pkey" PRIMARY KEY ("activityId")
);

-- CreateIndex
CREATE INDEX "Listing_activityId_startsAt_idx" ON "Listing"("activityId", "startsAt");

-- CreateIndex
CREATE INDEX "Listing_cityId_neighbourhoodSlug_startsAt_sessionId_idx" ON "Listing"("cityId", "neighbourhoodSlug", "startsAt", "sessionId");

-- CreateIndex
-- What most questions ask is in the index itself, so that rows that do not fit are passed by without being read.
CREATE INDEX "Listing_soonest" ON "Listing"("cityId", "startsAt", "sessionId", "activityId", "startHour", "topic", "neighbourhoodSlug", "priceCents", "isOnline", "isForChildren", "suitsAdults", "wheelchair", "spokenLanguages");

-- CreateIndex
CREATE INDEX "ActivityWords_titles_idx" ON "ActivityWords" USING GIN ("titles" gin_trgm_ops);

CREATE INDEX "ActivityWords_words_idx" ON "ActivityWords" USING GIN ("words") WHERE "words" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "Listing" ADD CONSTRAINT "Listing_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityWords" ADD CONSTRAINT "ActivityWords_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "Activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Listing and ActivityWords are kept here, so that they are right whoever writes a session: the chat, an
-- import, or a person at the database.

CREATE FUNCTION "listing_of"("ids" uuid[]) RETURNS SETOF "Listing" LANGUAGE sql STABLE AS $$
  SELECT s.id, a.id, c.id, s."startsAt",
    extract(hour FROM s."startsAt" AT TIME ZONE c."timeZone")::smallint,
    a.topic, n.slug, a."priceCents", a."isOnline", a."isForChildren",
    a."maximumAge" IS NULL OR a."maximumAge" >= 18,
    a."wheelchairAccessible" OR a."isOnline", a."spokenLanguages"
  FROM "Session" s
  JOIN "Activity" a ON a.id = s."activityId" AND a."endedAt" IS NULL
  JOIN "Organisation" o ON o.id = a."organisationId" AND o."leftAt" IS NULL
  JOIN "City" c ON c.id = o."cityId"
  LEFT JOIN "Neighbourhood" n ON n.id = a."neighbourhoodId"
  WHERE s.id = ANY ("ids") AND s."cancelledAt" IS NULL
$$;

CREATE FUNCTION "list_sessions"("ids" uuid[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "Listing" WHERE "sessionId" = ANY ("ids");
  INSERT INTO "Listing" SELECT * FROM "listing_of"("ids");
$$;

CREATE FUNCTION "list_words"("ids" uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "ActivityWords" ("activityId", "cityId", "words", "titles")
  SELECT a.id, o."cityId",
    setweight(to_tsvector('search_nl', coalesce(nl.title, '')), 'A') ||
    setweight(to_tsvector('search_en', coalesce(en.title, '')), 'A') ||
    setweight(to_tsvector('search_nl', coalesce(nl.summary, '')), 'B') ||
    setweight(to_tsvector('search_en', coalesce(en.summary, '')), 'B') ||
    setweight(to_tsvector('search_nl', concat_ws(' ', o.name, a."placeName")), 'C'),
    lower(unaccent(concat_ws(' ', nl.title, en.title)))
  FROM "Activity" a
  JOIN "Organisation" o ON o.id = a."organisationId"
  LEFT JOIN "ActivityText" nl ON nl."activityId" = a.id AND nl.locale = 'nl'
  LEFT JOIN "ActivityText" en ON en."activityId" = a.id AND en.locale = 'en'
  WHERE a.id = ANY ("ids")
  ON CONFLICT ("activityId") DO UPDATE
  SET "cityId" = excluded."cityId", "words" = excluded."words", "titles" = excluded."titles"
$$;

CREATE FUNCTION "list_again"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Session' THEN PERFORM "list_sessions"(ARRAY[NEW.id]);
    WHEN 'Activity' THEN
      PERFORM "list_sessions"(ARRAY(SELECT id FROM "Session" WHERE "activityId" = NEW.id));
      PERFORM "list_words"(ARRAY[NEW.id]);
    WHEN 'Organisation' THEN
      PERFORM "list_sessions"(ARRAY(
        SELECT s.id FROM "Session" s JOIN "Activity" a ON a.id = s."activityId" WHERE a."organisationId" = NEW.id));
      PERFORM "list_words"(ARRAY(SELECT id FROM "Activity" WHERE "organisationId" = NEW.id));
    WHEN 'City' THEN
      UPDATE "Listing" SET "startHour" = extract(hour FROM "startsAt" AT TIME ZONE NEW."timeZone")
      WHERE "cityId" = NEW.id;
  END CASE;
  RETURN NULL;
END $$;

CREATE FUNCTION "list_new_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Listing" SELECT * FROM "listing_of"(ARRAY(SELECT id FROM added));
  RETURN NULL;
END $$;

CREATE FUNCTION "list_new_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "list_words"(ARRAY(SELECT DISTINCT "activityId" FROM added));
  RETURN NULL;
END $$;

CREATE TRIGGER "Session_listed" AFTER INSERT ON "Session"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "list_new_sessions"();
-- A sign-up changes the session as well, and nothing that is listed.
CREATE TRIGGER "Session_listed_again" AFTER UPDATE ON "Session" FOR EACH ROW
  WHEN ((OLD."activityId", OLD."startsAt", OLD."cancelledAt") IS DISTINCT FROM (NEW."activityId", NEW."startsAt", NEW."cancelledAt"))
  EXECUTE FUNCTION "list_again"();
CREATE TRIGGER "Activity_listed_again" AFTER UPDATE ON "Activity" FOR EACH ROW
  WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION "list_again"();
CREATE TRIGGER "Organisation_listed_again" AFTER UPDATE ON "Organisation" FOR EACH ROW
  WHEN ((OLD."cityId", OLD."leftAt", OLD.name) IS DISTINCT FROM (NEW."cityId", NEW."leftAt", NEW.name))
  EXECUTE FUNCTION "list_again"();
CREATE TRIGGER "City_listed_again" AFTER UPDATE ON "City" FOR EACH ROW
  WHEN (OLD."timeZone" IS DISTINCT FROM NEW."timeZone") EXECUTE FUNCTION "list_again"();
CREATE TRIGGER "ActivityText_listed" AFTER INSERT ON "ActivityText"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "list_new_words"();
CREATE TRIGGER "ActivityText_listed_again" AFTER UPDATE ON "ActivityText"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "list_new_words"();

-- What is there already.
INSERT INTO "Listing" SELECT * FROM "listing_of"(ARRAY(SELECT id FROM "Session"));
SELECT "list_words"(ARRAY(SELECT id FROM "Activity"));
