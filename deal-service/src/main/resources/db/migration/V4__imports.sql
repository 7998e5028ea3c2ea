CREATE TABLE import_job (
    id          uuid PRIMARY KEY,
    status      text        NOT NULL,
    format      text        NOT NULL,
    mapping     jsonb,
    requested_by text       NOT NULL,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz,
    total       bigint,
    processed   bigint      NOT NULL DEFAULT 0,
    imported    bigint      NOT NULL DEFAULT 0,
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
