-- A list with several filters is found in one index: the columns behind the order are what is asked of a deal beside the first, and
-- are looked at in the index. No more than four texts that people write in each: an entry has 2,704 bytes at most, and such a text 600.
CREATE INDEX deal_owner ON deal (owner, id, status, stage, team, product, region);
CREATE INDEX deal_team ON deal (team, id, status, stage, product, source, region);
CREATE INDEX deal_product ON deal (product, id, status, stage, team, source, region);
CREATE INDEX deal_source ON deal (source, id, status, stage, team, product, region);
CREATE INDEX deal_region ON deal (region, id, status, stage, team, product, source);
CREATE INDEX deal_updated ON deal (updated_at, id, status, stage, team, product);
CREATE INDEX deal_stage_entered ON deal (stage_entered_at, id, status, stage, team, product);
CREATE INDEX deal_amount_order ON deal (amount_order, id, status, stage, team, product);
CREATE INDEX deal_expected_close_order ON deal (expected_close_order, id, status, stage, team, product);

-- For the filters that may be rare; each ends in the order of the list.
CREATE INDEX deal_pipeline_stage ON deal (pipeline, stage, id);
CREATE INDEX deal_status ON deal (pipeline, status, id);
CREATE INDEX deal_customer ON deal (customer_name, id);
CREATE INDEX deal_verdict ON deal (pipeline, verdict, id) WHERE status = 'LEAD';

-- Most lists are of somebody's own open deals, who is one of hundreds and has closed nine of ten after some years.
CREATE INDEX deal_owner_amount ON deal (owner, amount_order, id, status);
CREATE INDEX deal_owner_expected_close ON deal (owner, expected_close_order, id, status);
CREATE INDEX deal_owner_stage_entered ON deal (owner, stage_entered_at, id, status);
CREATE INDEX deal_owner_updated ON deal (owner, updated_at, id, status);

-- What the search for deals that have stalled looks through: those under way of which it has not been told.
CREATE INDEX deal_not_stalled ON deal (pipeline, stage, stage_entered_at) WHERE status = 'OPEN' AND stalled_at IS NULL;
CREATE INDEX deal_stalled ON deal (pipeline, id) WHERE status = 'OPEN' AND stalled_at IS NOT NULL;

-- The words of a deal's title and customer, and which customer it is. Apart from the deal, so that a move, which changes neither,
-- writes no word again: an index in the deal's own table would be written with every change of the row.
CREATE TABLE deal_words (
    deal_id     uuid PRIMARY KEY REFERENCES deal (id) ON DELETE CASCADE,
    words       tsvector NOT NULL,
    customer_id uuid
);
CREATE INDEX deal_words_customer ON deal_words (customer_id, deal_id);

-- Chinese, Japanese and Korean are written without spaces: each character is a word, and a word of several is a phrase.
CREATE FUNCTION words_of(title text, customer text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig,
        regexp_replace(title || ' ' || coalesce(customer, ''), '([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])', ' \1 ', 'g'));

CREATE INDEX deal_words_words ON deal_words USING gin (words);

CREATE FUNCTION write_deal_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deal_words VALUES (NEW.id, words_of(NEW.title, NEW.customer_name), NEW.customer_id)
    ON CONFLICT (deal_id) DO UPDATE SET words = excluded.words, customer_id = excluded.customer_id;
    RETURN NULL;
END $$;
CREATE TRIGGER deal_opened AFTER INSERT ON deal FOR EACH ROW EXECUTE FUNCTION write_deal_words();
CREATE TRIGGER deal_renamed AFTER UPDATE ON deal FOR EACH ROW
    WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.customer_name IS DISTINCT FROM NEW.customer_name
        OR OLD.customer_id IS DISTINCT FROM NEW.customer_id)
    EXECUTE FUNCTION write_deal_words();
