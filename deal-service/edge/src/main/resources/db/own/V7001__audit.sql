-- Who asked for what. Rows are added and never changed: also not by the service, whose user owns the table.
CREATE TABLE audit (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    actor          text        NOT NULL,
    roles          text[]      NOT NULL,
    method         text        NOT NULL,
    path           text        NOT NULL,
    query          text,
    status         smallint    NOT NULL,
    address        text        NOT NULL,
    override       text,
    correlation_id text        NOT NULL
);
CREATE INDEX audit_actor ON audit (actor, id);
CREATE INDEX audit_path ON audit (path text_pattern_ops, id);

CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only added to';
END $$;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM CURRENT_USER;
