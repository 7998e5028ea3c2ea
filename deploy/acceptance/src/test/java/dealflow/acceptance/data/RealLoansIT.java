package dealflow.acceptance.data;

import static dealflow.acceptance.system.Dealflow.funnels;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Every Monday at midnight there, and the end of the file. */
    static Stream<Instant> everyWeeksEnd() {
        return Stream.concat(
                IntStream.range(0, 13).mapToObj(week -> LocalDate.of(2011, 10, 3)
                        .plusWeeks(week)
                        .atStartOfDay(AMSTERDAM)
                        .toInstant()),
                Stream.of(END));
    }

    @ParameterizedTest
    @MethodSource("everyWeeksEnd")
    void theFunnelEqualsTheFileToTheDeal(Instant asOf) {
        var funnel = ask("", asOf);
        assertCell(funnel, "entered", loan -> loan.furthestAt(asOf) >= 0);
        assertCell(funnel, "won", loan -> "won".equals(loan.stageAt(asOf)));
        assertCell(funnel, "lost", loan -> "lost".equals(loan.stageAt(asOf)));
        assertCell(funnel, "open", loan -> Loan.STAGES.contains(String.valueOf(loan.stageAt(asOf))));
        assertRate(funnel, "winRate.byCount", loan -> "won".equals(loan.stageAt(asOf)), loan -> loan.isDecidedAt(asOf));
        assertRate(
                funnel,
                "winRate.ofEntered",
                loan -> "won".equals(loan.stageAt(asOf)),
                loan -> loan.furthestAt(asOf) >= 0);
        for (var i = 0; i < Loan.STAGES.size(); i++) {
            var stage = Loan.STAGES.get(i);
            var row = "stages[%d].".formatted(i);
            var position = i;
            assertThat(funnel.getString(row + "stage")).isEqualTo(stage);
            assertCell(funnel, row + "capacity", loan -> stage.equals(loan.stageAt(asOf)));
            assertCell(funnel, row + "reached", loan -> loan.furthestAt(asOf) >= position);
            assertCell(
                    funnel,
                    row + "lostHere",
                    loan -> "lost".equals(loan.stageAt(asOf)) && stage.equals(loan.lastStageAt(asOf)));
            assertRate(
                    funnel,
                    row + "fromEntry",
                    loan -> loan.furthestAt(asOf) >= position,
                    loan -> loan.furthestAt(asOf) >= 0);
            assertRate(
                    funnel,
                    row + "fromPrevious",
                    loan -> loan.furthestAt(asOf) >= position,
                    loan -> loan.furthestAt(asOf) >= Math.max(0, position - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWeeksEnd")
    void theStaysThatEndedEqualTheFile(Instant asOf) {
        var answer = ask("/transitions", asOf);
        var moves = new TreeMap<String, String>();
        for (var i = 0; i < answer.getList("items").size(); i++) {
            var row = "items[%d].".formatted(i);
            moves.put(
                    answer.getString(row + "from") + " to " + answer.getString(row + "to"),
                    answer.getInt(row + "total.count") + "/"
                            + new BigDecimal(answer.getString(row + "total.amount")).toBigInteger());
        }
        assertThat(moves)
                .isEqualTo(
                        NaiveFlow.of(loans, BEGIN, min(END, asOf.plusNanos(1))).moves());
    }

    private static JsonPath ask(String about, Instant asOf) {
        return funnels()
                .queryParam("from", "2011-10-01")
                .queryParam("to", "2012-01-01")
                .queryParam("asOf", asOf.toString())
                .get("/funnels/loans" + about)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void assertRate(
            JsonPath funnel, String path, Predicate<Loan> numerator, Predicate<Loan> denominator) {
        assertThat(funnel.getInt(path + ".numerator")).as(path).isEqualTo((int)
                loans.stream().filter(numerator).count());
        assertThat(funnel.getInt(path + ".denominator")).as(path).isEqualTo((int)
                loans.stream().filter(denominator).count());
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

    @ParameterizedTest
    @MethodSource("everyWeeksEnd")
    void theFlowOfEveryWeekUntilThenEqualsTheFile(Instant asOf) {
        var flow = funnels()
                .queryParam("from", "2011-09-26")
                .queryParam("to", asOf.toString())
                .queryParam("interval", "week")
                .queryParam("asOf", asOf.toString())
                .get("/funnels/loans/flow")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var weeks = flow.getList("intervals").size();
        var from = LocalDate.of(2011, 9, 26).atStartOfDay(AMSTERDAM).toInstant();
        for (var week = 0; week < weeks; week++) {
            var to = min(asOf, from.atZone(AMSTERDAM).plusWeeks(1).toInstant());
            var expected = NaiveFlow.of(loans, from, to);
            var interval = "intervals[%d]".formatted(week);
            for (var stage : Loan.STAGES) {
                assertThat(terms(flow, interval + ".stages.'%s'".formatted(stage)))
                        .as(from + " " + stage)
                        .isEqualTo(expected.stage(stage));
            }
            assertThat(terms(flow, interval + ".total")).as(from + " in total").isEqualTo(expected.total());
            from = to;
        }
        assertThat(from).isEqualTo(asOf);
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
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
