package dealflow.benchmark.deal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.benchmark.system.Bench;
import dealflow.benchmark.system.Connection;
import dealflow.benchmark.system.Times;
import dealflow.local.login.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a page of 50 deals takes at a million deals, for lists that people and boards ask for, at any depth. The deals are
 * put there by SQL, since only the lists are measured.
 */
public final class ListPages {

    private static final int DEALS = 1_000_000;
    private static final List<String> LISTS = List.of(
            "",
            "?pipeline=bench",
            "?pipeline=bench&stage=c",
            "?status=OPEN",
            "?pipeline=bench&status=LOST&sort=-updatedAt",
            "?owner=rep7",
            "?owner=rep7&status=OPEN&sort=-amount",
            "?owner=rep7&status=OPEN&sort=expectedCloseOn",
            "?owner=rare",
            "?owner=rare&sort=-updatedAt",
            "?team=team3&product=product9&region=region2",
            "?team=team3&stage=b&sort=stageEnteredAt",
            "?source=source4&sort=amount",
            "?customer=Customer+4711",
            "?externalId=E77777",
            "?updatedSince=2026-01-01T00:00:00Z&sort=updatedAt",
            "?owner=rep7&owner=rep8&owner=rare",
            "?owner=rep7&owner=rep8&owner=rep9&status=OPEN&sort=-amount",
            "?owner=rep1&owner=rep2&owner=rep3&owner=rep4&owner=rep5&team=team3&team=team4&status=OPEN&sort=expectedCloseOn",
            "?pipeline=bench&stage=a&stage=b&stage=c&product=product9",
            "?pipeline=bench&status=WON&status=LOST&sort=-updatedAt",
            "?team=team3&team=team4&product=product9&product=product10",
            "?source=source4&source=source5&region=region2&sort=amount",
            "?customer=Customer+4711&customer=Customer+4712",
            "?externalId=E77777&externalId=E77778",
            "?pipeline=bench&amount=10000..50000",
            "?pipeline=bench&amount=99990..&status=OPEN",
            "?amount=10000..50000&sort=-amount",
            "?expectedCloseOn=2026-01-01..2026-03-31&status=OPEN&sort=expectedCloseOn",
            "?owner=rep7&owner=rep8&amount=10000..50000&expectedCloseOn=2026-01-01..2026-06-30",
            "?team=team3&team=team4&amount=..50000&sort=stageEnteredAt",
            "?stageEnteredAt=..2025-06-01T00:00:00Z&status=OPEN&sort=stageEnteredAt",
            "?updatedAt=2026-01-01T00:00:00Z..2026-01-31T00:00:00Z&sort=updatedAt",
            "?q=harbour",
            "?q=harbour&owner=rep7",
            "?q=harbour+crane&status=OPEN",
            "?q=%E6%B8%AF%E5%8F%A3",
            "?q=unheard",
            "?field=port:port7",
            "?field=port:port7&owner=rep7&status=OPEN",
            "?field=port:port7&status=OPEN&sort=-amount",
            "?field=port:port7&field=port:port8&pipeline=bench&stage=c",
            "?field=port:rare",
            "?field=port:rare&status=LOST&sort=-updatedAt",
            "?field=port:port7&field=tags:rare",
            "?field=days:30..35&owner=rep7",
            "?field=port:");

    private ListPages() {}

    /** @param arguments how many pages of each list; 300 unless given */
    public static void main(String[] arguments) throws Exception {
        var pages = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
        try (var bench = new Bench()) {
            bench.stack.funnels().stop();
            bench.stack.forecasts().stop();
            var began = System.nanoTime();
            define(
                    bench,
                    "port",
                    "ONE_OF",
                    Stream.concat(IntStream.range(0, 41).mapToObj(n -> "port" + n), Stream.of("rare")));
            define(bench, "days", "NUMBER", Stream.empty());
            define(bench, "tags", "SEVERAL_OF", Stream.of("usual", "rare"));
            fill(bench);
            System.out.printf("%,d deals in %.0f s%n", DEALS, (System.nanoTime() - began) / 1e9);
            try (var connection = new Connection(bench.stack.deals().api(), bench.stack.token(Role.OPS))) {
                LISTS.forEach(list -> ask(connection, list, pages));
                System.out.println("    p50 ms    p99 ms    max ms   pages   a page of 50 of");
                var all = new Times();
                for (var list : LISTS) {
                    var times = ask(connection, list, pages);
                    all.addAll(times);
                    print(times, "/deals" + list);
                }
                print(all, "all of them");
            }
        }
        System.exit(0);
    }

    /** Page after page, from the beginning, and again when the list is over; now and then from its middle. */
    private static Times ask(Connection connection, String list, int pages) {
        var times = new Times();
        var cursor = "";
        for (var i = 0; i < pages; i++) {
            var path = "/deals" + list + (list.isEmpty() ? "?" : "&") + "limit=50" + cursor;
            var sent = System.nanoTime();
            var answer = connection.get(path);
            times.add(System.nanoTime() - sent);
            if (answer.status() != 200) {
                throw new IllegalStateException(path + " " + answer.status() + " " + new String(answer.body()));
            }
            cursor = next(answer.body());
        }
        return times;
    }

    private static String next(byte[] body) {
        try {
            var next = new ObjectMapper().readTree(body).path("next");
            return next.isTextual() ? "&cursor=" + next.asText() : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(Times times, String what) {
        System.out.printf(
                "%10.2f %9.2f %9.2f %7d   %s%n", times.at(0.5), times.at(0.99), times.at(1), times.count(), what);
    }

    private static void fill(Bench bench) throws Exception {
        try (var connection = bench.connect(bench.stack.deals());
                var statement = connection.createStatement()) {
            statement.execute("SELECT setseed(0.5)");
            statement.execute(
                    """
                    CREATE FUNCTION pg_temp.line(id text, quantity int) RETURNS jsonb LANGUAGE sql RETURN jsonb_build_object('id', id,
                        'product', 'product' || quantity, 'quantity', quantity::text, 'unit', 'piece',
                        'unitPrice', '{"amount": "12.50", "currency": "USD"}'::jsonb)""");
            statement.execute(
                    """
                    INSERT INTO deal (id, sequence, external_id, pipeline, pipeline_version, title, customer_name, stage, status,
                        stage_entered_at, opened_at, funnel_entered_at, last_occurred_at, updated_at, owner, team, product, source,
                        region, amount, currency, reporting_amount, reporting_currency, expected_close_on, payment_terms,
                        qualification, checklist, lines, amount_basis, fields)
                    SELECT ('01980000-' || lpad(to_hex(n / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1,
                        'E' || n, 'bench', 1,
                        (ARRAY['Solar lamps', 'Harbour crane', 'Wind turbine', 'LED panels', '港口起重机', '太阳能灯', 'Pumps', 'Valves',
                            'Cables', 'Steel pipes'])[1 + (random() * 9.99)::int %% 10] || ' for lot ' || n,
                        'Customer ' || (n %% 20000),
                        (ARRAY['a', 'b', 'c', 'd', 'e', 'won', 'lost', 'lost', 'lost', 'lost'])[1 + n %% 10],
                        (ARRAY['OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'WON', 'LOST', 'LOST', 'LOST', 'LOST'])[1 + n %% 10],
                        t - random() * interval '90 days', t, t, t, t,
                        CASE WHEN n %% 100000 = 0 THEN 'rare' ELSE 'rep' || (random() * 200)::int END,
                        'team' || (n / 7 %% 20), 'product' || (random() * 50)::int, 'source' || (random() * 10)::int,
                        'region' || (random() * 12)::int, (random() * 100000)::numeric(19, 2), 'USD',
                        CASE WHEN n %% 11 > 0 THEN (random() * 100000)::numeric(19, 2) END, 'USD',
                        CASE WHEN n %% 7 > 0 THEN date '2026-01-01' + (random() * 500)::int END,
                        '[]', '%s', '[]',
                        jsonb_build_array(pg_temp.line('1', 10), pg_temp.line('2', 20)), 'STATED',
                        jsonb_build_object('port', CASE WHEN n %% 100000 = 1 THEN 'rare' ELSE 'port' || (n %% 41) END,
                            'days', (n %% 61)::text, 'tags', CASE WHEN n %% 50000 = 1 THEN '["usual", "rare"]' ELSE '["usual"]' END::jsonb)
                    FROM (SELECT n, timestamptz '2025-01-01' + n * interval '1 minute' AS t FROM generate_series(1, %d) n) AS numbers
                    """
                            .formatted(qualification(), DEALS));
            statement.execute("VACUUM ANALYZE deal");
            statement.execute("VACUUM ANALYZE deal_words");
        }
    }

    private static void define(Bench bench, String key, String type, Stream<String> choices) {
        bench.deals.put(
                "/fields/" + key,
                "{\"names\":{\"en\":\"%s\"},\"type\":\"%s\",\"dimension\":true%s}"
                        .formatted(
                                key,
                                type,
                                choices.map("{\"key\":\"%s\"}"::formatted)
                                        .reduce((one, other) -> one + "," + other)
                                        .map(",\"choices\":[%s]"::formatted)
                                        .orElse("")));
    }

    private static String qualification() {
        return "{\"need\":{\"state\":\"UNKNOWN\",\"evidence\":null},\"budget\":{\"state\":\"UNKNOWN\",\"evidence\":null},"
                + "\"keyPerson\":{\"state\":\"UNKNOWN\",\"evidence\":null},\"fit\":{\"state\":\"UNKNOWN\",\"evidence\":null},"
                + "\"verdict\":\"PSEUDO\",\"missing\":[]}";
    }
}
