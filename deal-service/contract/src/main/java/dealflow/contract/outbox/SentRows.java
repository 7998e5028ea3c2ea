package dealflow.contract.outbox;

/** What becomes of a row of the outbox that Kafka has acknowledged. */
public enum SentRows {
    /** It stays as history. */
    KEPT(
            """
            DELETE FROM outbox_unpublished WHERE (bucket, outbox_id) IN (SELECT * FROM unnest(?::int[], ?::bigint[]))
            """),
    DELETED(
            """
            WITH sent AS (
                DELETE FROM outbox_unpublished WHERE (bucket, outbox_id) IN (SELECT * FROM unnest(?::int[], ?::bigint[]))
                RETURNING outbox_id)
            DELETE FROM outbox USING sent WHERE id = outbox_id
            """);

    private final String statement;

    SentRows(String statement) {
        this.statement = statement;
    }

    String statement() {
        return statement;
    }
}
