-- How far a projection of the deal events is. Its own tables come after, in the service's migrations.

CREATE TABLE deal_position (
    deal_id  uuid PRIMARY KEY,
    sequence bigint NOT NULL
);
COMMENT ON TABLE deal_position IS 'The last event applied of each deal';

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
    fresh_as_of     timestamptz NOT NULL
);
COMMENT ON TABLE partition_freshness IS 'Up to when everything recorded is applied, per partition of the deals topic';
