-- What is told of forecasts on dealflow.forecasts.v1.

-- Which place each pipeline's next event has; its row is locked until whoever took a place has committed, so that ids rise as places do.
CREATE TABLE event_sequence (
    pipeline text PRIMARY KEY,
    last     bigint NOT NULL
);

-- Events that Kafka has not acknowledged, with the columns of Debezium's outbox event router; those that it has are deleted.
CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    aggregatetype text        NOT NULL,
    aggregateid   text        NOT NULL,
    version       bigint      NOT NULL,
    type          text        NOT NULL,
    payload       text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    traceparent   text,
    UNIQUE (aggregateid, version)
);
COMMENT ON COLUMN outbox.aggregateid IS 'The pipeline, and the key of the message';
COMMENT ON COLUMN outbox.traceparent IS 'The trace that the event belongs to, as W3C Trace Context writes it; a header of the message';

CREATE TABLE outbox_unpublished (
    bucket    smallint NOT NULL,
    outbox_id bigint   NOT NULL,
    since     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, outbox_id)
);

-- The targets that were told to be at risk, and not yet to be back on course: nobody is told twice.
CREATE TABLE target_at_risk (
    pipeline text NOT NULL,
    measure  text NOT NULL,
    period   text NOT NULL,
    team     text NOT NULL,
    owner    text NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pipeline, measure, period, team, owner)
);
COMMENT ON COLUMN target_at_risk.team IS 'Empty for the whole pipeline';

CREATE TABLE accuracy_told (
    pipeline text  NOT NULL,
    measure  text  NOT NULL,
    day      date  NOT NULL,
    accuracy jsonb NOT NULL,
    PRIMARY KEY (pipeline, measure)
);
COMMENT ON TABLE accuracy_told IS 'What was told last of how good forecasts have been, so that it is told when it has changed, and once a day at most';
