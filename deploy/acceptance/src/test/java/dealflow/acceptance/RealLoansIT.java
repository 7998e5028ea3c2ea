package dealflow.acceptance;

import static dealflow.acceptance.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three months of a real lender, imported through the API: every number equals one counted from the file itself. */
@ExtendWith(Dealflow.class)
class RealLoansIT {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant BEGIN =
            LocalDate.of(2011, 10, 1).atStartOfDay(AMSTERDAM).toInstant();
    private static final Instant END =
            LocalDate.of(2012, 1, 1).atStartOfDay(AMSTERDAM).toInstant();

    private static List<Loan> loans;

    @BeforeAll
    static void importLoans() {
        loans = Loan.readAll();
        Dealflow.createPipeline(
                """
                {"key":"loans","names":{"en":"Loans"},"currency":"EUR","timeZone":"Europe/Amsterdam",
                 "stages":[%s],"won":{"key":"won","names":{"en":"Activated"}},
                 "lossReasons":[],"skips":"ALLOWED"}"""
                        .formatted(String.join(
                                ",",
                                Loan.STAGES.stream().map(RealLoansIT::stage).toList())));
        var job = Dealflow.importLines(
                loans.stream().map(loan -> loan.line("loans")).toList());
        assertThat(Dealflow.errors(job)).isEmpty();
        assertThat(job.getInt("imported")).isEqualTo(loans.size()).isEqualTo(7455);
        Dealflow.awaitProjections();
    }

    private static String stage(String key) {
        return "{\"key\":\"%s\",\"names\":{\"en\":\"%s\"},\"place\":\"FUNNEL\",\"buyingPhase\":\"SOLUTION_EVALUATION\"}"
                .formatted(key, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-11-01T11:00:00Z", "2011-12-01T11:00:00Z", "2011-12-31T23:00:00Z"})
    void theFunnelEqualsTheFileToTheDeal(Instant asOf) {
        var funnel = funnels()
                .queryParam("from", "2011-10-01")
                .queryParam("to", "2012-01-01")
                .queryParam("asOf", asOf.toString())
                .get("/funnels/loans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertCell(funnel, "entered", loan -> loan.furthestAt(asOf) >= 0);
        assertCell(funnel, "won", loan -> "won".equals(loan.stageAt(asOf)));
        assertCell(funnel, "lost", loan -> "lost".equals(loan.stageAt(asOf)));
        assertCell(funnel, "open", loan -> Loan.STAGES.contains(String.valueOf(loan.stageAt(asOf))));
        for (var i = 0; i < Loan.STAGES.size(); i++) {
            var stage = Loan.STAGES.get(i);
            var position = i;
            assertThat(funnel.getString("stages[%d].stage".formatted(i))).isEqualTo(stage);
            assertCell(funnel, "stages[%d].capacity".formatted(i), loan -> stage.equals(loan.stageAt(asOf)));
            assertCell(funnel, "stages[%d].reached".formatted(i), loan -> loan.furthestAt(asOf) >= position);
        }
    }

    private static void assertCell(JsonPath funnel, String path, Predicate<Loan> counted) {
        var expected = loans.stream()
                .filter(loan -> !loan.visits().get(0).at().toInstant().isBefore(BEGIN))
                .filter(loan -> loan.visits().get(0).at().toInstant().isBefore(END))
                .filter(counted)
                .toList();
        assertThat(funnel.getInt(path + ".count")).as(path).isEqualTo(expected.size());
        assertThat(new BigDecimal(funnel.getString(path + ".amount")))
                .as(path + " amount")
                .isEqualByComparingTo(expected.stream().map(Loan::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void theFlowOfEveryWeekEqualsTheFile() {
        var flow = funnels()
                .queryParam("from", "2011-09-26")
                .queryParam("to", "2012-01-02")
                .queryParam("interval", "week")
                .queryParam("asOf", "2012-01-02T00:00:00Z")
                .get("/funnels/loans/flow")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(flow.getList("intervals")).hasSize(14);
        for (var week = 0; week < 14; week++) {
            var from = LocalDate.of(2011, 9, 26).plusWeeks(week);
            var expected = NaiveFlow.of(
                    loans,
                    from.atStartOfDay(AMSTERDAM).toInstant(),
                    from.plusWeeks(1).atStartOfDay(AMSTERDAM).toInstant());
            var interval = "intervals[%d]".formatted(week);
            for (var stage : Loan.STAGES) {
                assertThat(terms(flow, interval + ".stages.'%s'".formatted(stage)))
                        .as(from + " " + stage)
                        .isEqualTo(expected.stage(stage));
            }
            assertThat(terms(flow, interval + ".total")).as(from + " in total").isEqualTo(expected.total());
        }
    }

    /** The terms that are not zero, as {@code count/amount}; the amounts of the file are whole. */
    private static Map<String, String> terms(JsonPath flow, String path) {
        var terms = new TreeMap<String, String>();
        Map<String, Map<String, Object>> answered = flow.getMap(path);
        if (answered != null) {
            answered.forEach((term, total) -> {
                if (!total.get("count").equals(0)) {
                    terms.put(
                            term,
                            total.get("count") + "/"
                                    + new BigDecimal(total.get("amount").toString()).toBigInteger());
                }
            });
        }
        return terms;
    }
}
