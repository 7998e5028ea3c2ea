package dealflow.benchmark.funnel;

import dealflow.benchmark.system.Bench;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The counts of the same answers as one plain SQL query each, over a table of stays with the indexes that help. */
final class PlainSql {

    private static final String STAYS =
            """
            CREATE TABLE stay AS
            SELECT deal_id, stage, owner, amount, direction, at AS entered_at,
                   lead(at) OVER life AS left_at, lead(status) OVER life AS next_status, min(at) OVER (PARTITION BY deal_id) AS entry
            FROM deal_state WHERE direction IN ('IN', 'FORWARD', 'BACKWARD', 'REOPENED', 'WON', 'LOST')
            WINDOW life AS (PARTITION BY deal_id ORDER BY sequence)
            """;

    private static final Map<String, String> QUERIES = new TreeMap<>(
            Map.of(
                    "funnel",
                    """
            SELECT stage, count(DISTINCT deal_id), count(*) FILTER (WHERE next_status = 'LOST'),
                   percentile_cont(ARRAY[0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY left_at - entered_at)
            FROM stay WHERE entry >= date '2026-01-01' - 365 AND entry < '2026-01-01' GROUP BY stage
            """,
                    "flow by month",
                    """
            SELECT date_trunc('month', entered_at), stage, direction, count(*), sum(amount)
            FROM stay WHERE entered_at >= date '2026-01-01' - 365 AND entered_at < '2026-01-01' GROUP BY 1, 2, 3
            """,
                    "breakdown by owner",
                    """
            SELECT owner, count(DISTINCT deal_id), count(DISTINCT deal_id) FILTER (WHERE next_status = 'WON'),
                   count(DISTINCT deal_id) FILTER (WHERE next_status = 'LOST')
            FROM stay WHERE entry >= date '2026-01-01' - 365 AND entry < '2026-01-01' GROUP BY owner
            """));

    private PlainSql() {}

    static void measure(Bench bench) throws SQLException {
        try (var connection = bench.connect(bench.stack.funnels());
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = projection, public");
            statement.execute(STAYS);
            statement.execute("CREATE INDEX ON stay (entry)");
            statement.execute("CREATE INDEX ON stay (entered_at)");
            statement.execute("ANALYZE stay");
            for (var query : QUERIES.entrySet()) {
                var times = new double[5];
                for (var i = 0; i < times.length; i++) {
                    var began = System.nanoTime();
                    statement.executeQuery(query.getValue()).close();
                    times[i] = FunnelSpeed.seconds(began) * 1000;
                }
                Arrays.sort(times);
                System.out.printf(
                        "%-20s as plain SQL over the last year, alone: median %,.0f ms%n",
                        query.getKey(), times[times.length / 2]);
            }
        }
    }
}
