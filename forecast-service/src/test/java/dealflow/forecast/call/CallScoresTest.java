package dealflow.forecast.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.calendar.FiscalCalendar;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.measure.BaselineForecasts;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.target.Call;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallScoresTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);

    private static Call call(String author, String period, String day, double commit, Double best, double expected) {
        return new Call(
                UUID.randomUUID(),
                "p",
                Measure.BOOKINGS,
                period,
                null,
                null,
                BigDecimal.valueOf(commit),
                best == null ? null : BigDecimal.valueOf(best),
                "because",
                author,
                LocalDate.parse(day).atTime(9, 0).toInstant(ZoneOffset.UTC),
                new Call.Computed(
                        LocalDate.parse(day),
                        0,
                        new Quantiles(expected, expected - 10, expected, expected + 10),
                        new BaselineForecasts(50.0, null, null)));
    }

    private static List<CallScores.Author> scores(List<Call> calls, Map<String, Double> came) {
        return CallScores.of(
                calls, FiscalCalendar.PLAIN, ZoneOffset.UTC, TODAY, call -> period -> came.get(period.name()));
    }

    @Test
    void oneCallCountsOfEachPeriodThatIsOver() {
        var came = Map.of("2026-04", 100.0, "2026-05", 200.0);
        var calls = List.of(
                call("ann", "2026-04", "2026-03-20", 10, null, 90),
                call("ann", "2026-04", "2026-04-10", 80, 110.0, 95),
                // In the second half of April: too late to count.
                call("ann", "2026-04", "2026-04-20", 100, 100.0, 100),
                call("ann", "2026-05", "2026-05-02", 230, 240.0, 215),
                // Not over yet.
                call("ann", "2026-07", "2026-06-20", 1, null, 1));
        var ann = scores(calls, came).get(0);
        assertThat(ann.periods()).isEqualTo(2);
        assertThat(ann.calls().wape()).isEqualTo((20 + 30) / 300.0);
        assertThat(ann.calls().bias()).isEqualTo((-20 + 30) / 300.0, within(1e-12));
        assertThat(ann.calls().coverage()).isEqualTo(0.5);
        assertThat(ann.computed().wape()).isEqualTo((5 + 15) / 300.0);
        assertThat(ann.computed().coverage()).isEqualTo(0.5);
        assertThat(ann.lastPeriod().bias()).isEqualTo((-50 - 150) / 300.0);
        assertThat(ann.shrunkBias()).isEqualTo(ann.calls().bias(), within(1e-12));
    }

    @Test
    void fewPeriodsAreDrawnTowardAllAuthors() {
        var came = Map.of("2026-04", 100.0, "2026-05", 100.0);
        var calls = List.of(
                call("ann", "2026-04", "2026-04-01", 150, null, 100),
                        call("bob", "2026-04", "2026-04-01", 100, null, 100),
                call("bob", "2026-05", "2026-05-01", 100, null, 100),
                        call("cy", "2026-05", "2026-05-01", 90, null, 100));
        var authors = scores(calls, came);
        // Of all: 40 too much of 400. A period of one's own weighs a fourth of that.
        assertThat(authors.get(0).shrunkBias()).isEqualTo(0.2 * 0.5 + 0.8 * 0.1, within(1e-12));
        assertThat(authors.get(1).shrunkBias()).isEqualTo(2 / 6.0 * 0 + 4 / 6.0 * 0.1, within(1e-12));
    }

    /** Whatever is said, and in whatever order it came: the same as picked by hand for each author and period. */
    @Test
    void randomCallsAreScoredAsOneByOne() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var calls = new ArrayList<Call>();
            for (var i = 0; i < 40; i++) {
                var month = 1 + random.nextInt(8);
                var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(200));
                calls.add(call(
                        "a" + random.nextInt(3), "2026-0" + month, day.toString(), random.nextInt(300), null, 100));
            }
            calls.sort(Comparator.comparing(Call::madeAt));
            var came = Map.of(
                    "2026-01", 10.0, "2026-02", 20.0, "2026-03", 30.0, "2026-04", 40.0, "2026-05", 50.0, "2026-06",
                    60.0);
            for (var author : scores(calls, came)) {
                double errors = 0, sum = 0;
                var periods = 0;
                for (var name : came.keySet()) {
                    Call last = null;
                    for (var call : calls) {
                        var made = call.madeAt().atZone(ZoneOffset.UTC).toLocalDate();
                        var days = made.toEpochDay()
                                - NamedPeriod.of(name, FiscalCalendar.PLAIN)
                                        .from()
                                        .toEpochDay();
                        var length = LocalDate.parse(name + "-01").lengthOfMonth();
                        if (call.author().equals(author.author())
                                && call.period().equals(name)
                                && 2 * days < length) {
                            last = call;
                        }
                    }
                    if (last != null) {
                        periods++;
                        errors += Math.abs(last.commit().doubleValue() - came.get(name));
                        sum += came.get(name);
                    }
                }
                assertThat(author.periods()).isEqualTo(periods);
                assertThat(author.calls().wape()).isEqualTo(errors / sum, within(1e-9));
            }
        }
    }
}
