-- The words of a deal's title and customer. Apart from the deal, so that a move, which changes neither, writes no word again:
-- an index of words in the deal's own table would be written with every change of the row.
CREATE TABLE deal_words (
    deal_id uuid PRIMARY KEY REFERENCES deal (id) ON DELETE CASCADE,
    words   tsvector NOT NULL
);

-- Chinese, Japanese and Korean are written without spaces: each character is a word, and a word of several is a phrase.
CREATE FUNCTION words_of(title text, customer text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig,
        regexp_replace(title || ' ' || coalesce(customer, ''), '([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g'));

INSERT INTO deal_words SELECT id, words_of(title, customer_name) FROM deal;
CREATE INDEX deal_words_words ON deal_words USING gin (words);

CREATE FUNCTION write_deal_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deal_words VALUES (NEW.id, words_of(NEW.title, NEW.customer_name))
    ON CONFLICT (deal_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END $$;
CREATE TRIGGER deal_opened AFTER INSERT ON deal FOR EACH ROW EXECUTE FUNCTION write_deal_words();
CREATE TRIGGER deal_renamed AFTER UPDATE ON deal FOR EACH ROW
    WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.customer_name IS DISTINCT FROM NEW.customer_name)
    EXECUTE FUNCTION write_deal_words();

-- For the filters that may be rare; each ends in the order of the list.
CREATE INDEX deal_status ON deal (pipeline, status, id);
CREATE INDEX deal_team ON deal (team, id);
CREATE INDEX deal_product ON deal (product, id);
CREATE INDEX deal_source ON deal (source, id);
CREATE INDEX deal_region ON deal (region, id);
CREATE INDEX deal_customer ON deal (customer_name, id);
CREATE INDEX deal_external ON deal (external_id, id);

-- For the other orders.
CREATE INDEX deal_amount ON deal (coalesce(reporting_amount, -1), id);
CREATE INDEX deal_expected_close ON deal (coalesce(expected_close_on, date '9999-12-31'), id);
CREATE INDEX deal_stage_entered ON deal (stage_entered_at, id);
