-- What can be rebuilt from the events is in schema projection, what is a service's own truth in public. Until now
-- everything was of the first kind, and in public: it moves, with the record of its migrations.
CREATE SCHEMA IF NOT EXISTS projection;
DO $$
DECLARE
    found record;
BEGIN
    IF to_regclass('public.deal_position') IS NOT NULL THEN
        FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '${flyway:table}' LOOP
            EXECUTE format('ALTER TABLE public.%I SET SCHEMA projection', found.tablename);
        END LOOP;
    END IF;
END $$;
