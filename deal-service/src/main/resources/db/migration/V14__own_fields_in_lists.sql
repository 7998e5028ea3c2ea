-- The values of own fields beside the words, for the lists that are asked for by a rare one. Not in the deal's own table: there an index
-- would be written with every move.
ALTER TABLE deal_words ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';
UPDATE deal_words SET fields = deal.fields FROM deal WHERE deal.id = deal_words.deal_id AND deal.fields <> '{}';
CREATE INDEX deal_words_fields ON deal_words USING gin (fields jsonb_path_ops);

CREATE OR REPLACE FUNCTION write_deal_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deal_words VALUES (NEW.id, words_of(NEW.title, NEW.customer_name), NEW.customer_id, NEW.fields)
    ON CONFLICT (deal_id) DO UPDATE SET words = excluded.words, customer_id = excluded.customer_id, fields = excluded.fields;
    RETURN NULL;
END $$;
DROP TRIGGER deal_renamed ON deal;
CREATE TRIGGER deal_renamed AFTER UPDATE ON deal FOR EACH ROW
    WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.customer_name IS DISTINCT FROM NEW.customer_name
        OR OLD.customer_id IS DISTINCT FROM NEW.customer_id OR OLD.fields IS DISTINCT FROM NEW.fields)
    EXECUTE FUNCTION write_deal_words();
