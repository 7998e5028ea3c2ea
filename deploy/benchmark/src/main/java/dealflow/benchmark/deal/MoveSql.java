package dealflow.benchmark.deal;

/** What a move asks of PostgreSQL, statement by statement, as pgbench runs it. */
final class MoveSql {

    private MoveSql() {}

    /** As the service sends it; the numbers are those of a deal in the benchmark. */
    static String script(int deals) {
        var payload = payload();
        return """
                \\set n random(1, %1$d)
                BEGIN;
                SELECT * FROM deal WHERE id = numbered(:n) FOR NO KEY UPDATE;
                UPDATE deal SET stage = CASE stage WHEN 'a' THEN 'b' ELSE 'a' END, status = 'OPEN', sequence = sequence + 1,
                    stage_entered_at = now(), last_occurred_at = now(), updated_at = now(), pipeline_version = 1
                WHERE id = numbered(:n);
                WITH appended AS (
                    INSERT INTO outbox (aggregatetype, aggregateid, version, type, payload, occurred_at)
                    SELECT 'deals', id::text, sequence, 'dealflow.deal.stage-changed.v1', '%2$s', now()
                    FROM deal WHERE id = numbered(:n)
                    RETURNING id, aggregateid)
                INSERT INTO outbox_unpublished (bucket, outbox_id) SELECT hashtext(aggregateid) & 15, id FROM appended;
                COMMIT;
                """
                .formatted(deals, payload);
    }

    /** As long as that of a move of the benchmark's deals. */
    private static String payload() {
        return "{\"dealId\":\"" + "x".repeat(1100) + "\"}";
    }
}
