-- Who buys: made by hand, or by the first deal that names it. One that was merged stays, for its id answers for ever.
CREATE TABLE customer (
    id                 uuid PRIMARY KEY,
    version            bigint      NOT NULL,
    name               text        NOT NULL,
    country            text,
    external_id        text,
    parent             uuid REFERENCES customer (id),
    folded             text        NOT NULL,
    folded_external_id text,
    created_at         timestamptz NOT NULL,
    created_by         text        NOT NULL,
    merged_into        uuid REFERENCES customer (id),
    merged_at          timestamptz,
    merged_by          text,
    CHECK (num_nulls(merged_into, merged_at, merged_by) IN (0, 3))
);
COMMENT ON COLUMN customer.folded IS 'The name without case, width, punctuation and company form (class FoldedName)';
CREATE INDEX customer_folded ON customer (folded, id) WHERE merged_into IS NULL;
CREATE INDEX customer_folded_external_id ON customer (folded_external_id) WHERE merged_into IS NULL AND folded_external_id IS NOT NULL;
CREATE INDEX customer_parent ON customer (parent) WHERE parent IS NOT NULL;
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- What to search for. Apart, for row-level security lets a search for words use no index.
CREATE TABLE customer_words (
    customer_id uuid PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    words       tsvector NOT NULL
);
CREATE INDEX customer_words_words ON customer_words USING gin (words);

-- By what a deal's customer is known again: a key of another system, or a folded name with its country. Those of a merged customer
-- lead to the survivor. No foreign key: a key is taken first, so that of two who make the same customer the second waits.
CREATE TABLE customer_key (
    key         text PRIMARY KEY,
    customer_id uuid NOT NULL,
    made_for    uuid NOT NULL
);
CREATE INDEX customer_key_customer ON customer_key (customer_id);

-- A customer is seen by who made it, and by whoever sees one of its deals. One that was merged is but an id that leads to another.
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON customer
    USING ((SELECT sees_everything())
        OR merged_into IS NOT NULL
        OR sees(ARRAY [created_by], ARRAY []::text[])
        OR EXISTS (SELECT FROM deal_words JOIN deal ON deal.id = deal_id WHERE deal_words.customer_id = customer.id)) WITH CHECK (true);

-- Which customers some keys lead to, also those that the caller may not see: who names a customer has it on its deal. Until the
-- transaction ends they lead nowhere else, so that no deal comes to a customer that is just being merged.
CREATE FUNCTION customers_by_key(wanted text[])
    RETURNS TABLE (of_key text, own boolean, id uuid, name text, country text, external_id text) LANGUAGE plpgsql AS $$
DECLARE
    told CONSTANT text := coalesce(current_setting('dealflow.sees', true), '');
BEGIN
    PERFORM FROM customer_key WHERE key = ANY (wanted) ORDER BY key FOR SHARE;
    PERFORM set_config('dealflow.sees', 'everything', true);
    RETURN QUERY
        SELECT key, made_for = customer_id, customer.id, customer.name, customer.country, customer.external_id
        FROM customer_key JOIN customer ON customer.id = customer_id WHERE key = ANY (wanted);
    PERFORM set_config('dealflow.sees', told, true);
END $$;
