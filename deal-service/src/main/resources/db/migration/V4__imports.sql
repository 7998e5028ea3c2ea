CREATE TABLE import_job (
    id          uuid PRIMARY KEY,
    status      text        NOT NULL,
    format      text        NOT NULL,
    mode        text        NOT NULL,
    dry_run     boolean     NOT NULL,
    mapping     jsonb,
    requested_by text       NOT NULL,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz,
    total       bigint,
    processed   bigint      NOT NULL DEFAULT 0,
    imported    bigint      NOT NULL DEFAULT 0,
    changed     bigint      NOT NULL DEFAULT 0,
    unchanged   bigint      NOT NULL DEFAULT 0,
    errors      bigint      NOT NULL DEFAULT 0,
    problem     text
);

-- The uploaded lines, until they are done: what is accepted survives a restart.
CREATE TABLE import_line (
    job_id  uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line    bigint NOT NULL,
    content text   NOT NULL,
    PRIMARY KEY (job_id, line)
);

CREATE TABLE import_error (
    job_id      uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line        bigint NOT NULL,
    field       text,
    message     text   NOT NULL,
    external_id text,
    PRIMARY KEY (job_id, line)
);

-- What the first lines of a dry run would do.
CREATE TABLE import_change (
    job_id  uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line    bigint NOT NULL,
    content jsonb  NOT NULL,
    PRIMARY KEY (job_id, line)
);

-- By how much a dry run would change the numbers of each stage.
CREATE TABLE import_effect (
    job_id   uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    pipeline text   NOT NULL,
    stage    text   NOT NULL,
    deals    bigint NOT NULL,
    amount   numeric(24, 4) NOT NULL,
    currency char(3) NOT NULL,
    PRIMARY KEY (job_id, pipeline, stage)
);

-- The lines that a dry run has taken so far, for those behind them about the same deal; gone when it ends.
CREATE TABLE import_seen (
    job_id      uuid   NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
    line        bigint NOT NULL,
    external_id text   NOT NULL,
    content     text   NOT NULL,
    PRIMARY KEY (job_id, line)
);
CREATE INDEX import_seen_key ON import_seen (job_id, external_id);
