-- How far a projection of the deal events is. Its own tables come after, in the service's migrations.

CREATE TABLE deal_position (
    deal_id    uuid PRIMARY KEY,
    sequence   bigint NOT NULL,
    -- In which it was touched, so that every replica can follow the changes (ChangedDeals). The id of the transaction, not a time or a
    -- number: those are taken before the commit, and a late one would be missed.
    applied_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE deal_position IS 'The last event applied of each deal';
CREATE INDEX deal_position_applied_in ON deal_position (applied_in, deal_id);

CREATE TABLE parked_event (
    kafka_partition int NOT NULL,
    kafka_offset    bigint NOT NULL,
    deal_id         text NOT NULL,
    type            text NOT NULL,
    sequence        bigint,
    value           bytea NOT NULL,
    reason          text NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kafka_partition, kafka_offset)
);
COMMENT ON TABLE parked_event IS 'Events that could not be applied, and all later ones of their deals';
CREATE INDEX parked_event_deal ON parked_event (deal_id);

CREATE TABLE partition_freshness (
    kafka_partition int PRIMARY KEY,
    fresh_as_of     timestamptz
);
COMMENT ON TABLE partition_freshness IS 'Up to when everything recorded is applied, per partition of the deals topic; null before anything of it has been read';

-- Tables and positions in Kafka belong together: tables that start empty read with a group of their own, from the first event.
CREATE TABLE generation (
    id       uuid NOT NULL,
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
COMMENT ON TABLE generation IS 'Names this build of the projection; a rebuild makes another one';
INSERT INTO generation (id) VALUES (gen_random_uuid());
