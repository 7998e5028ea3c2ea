-- Fields that the company adds to its deals; versions are added, never changed.
CREATE TABLE field_definition (
    key        text        NOT NULL,
    version    int         NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    PRIMARY KEY (key, version)
);

-- Whether each field that is asked for has one of the values asked of it; null stands for none.
CREATE FUNCTION has_fields(fields jsonb, wanted jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN NOT EXISTS (
        SELECT FROM jsonb_each(wanted) AS asked (key, any_of)
        WHERE NOT EXISTS (
            SELECT FROM jsonb_array_elements(CASE jsonb_typeof(fields -> key) WHEN 'array' THEN fields -> key
                ELSE jsonb_build_array(fields -> key) END) AS has (value)
            WHERE any_of @> jsonb_build_array(has.value)));

-- The same of an event's deal, after the event or before it; a deleted deal is what it was before. Read from the JSON, where the feed
-- looks at some thousand events at most, so that no event is written with more columns.
CREATE FUNCTION event_has_fields(event outbox, wanted jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    whole text := event.payload;
    told jsonb;
BEGIN
    IF event.aggregatetype <> 'deals' THEN
        RETURN false;
    END IF;
    IF event.type = 'dealflow.deal.deleted.v1' THEN
        whole := (SELECT payload FROM outbox WHERE aggregateid = event.aggregateid AND version = event.version - 1);
    END IF;
    IF whole IS NULL OR NOT pg_input_is_valid(whole, 'jsonb') THEN
        RETURN false;
    END IF;
    told := whole;
    RETURN has_fields(told -> 'deal' -> 'fields', wanted)
        OR told #> '{previous,fields}' IS NOT NULL AND has_fields(told #> '{previous,fields}', wanted);
END $$;
