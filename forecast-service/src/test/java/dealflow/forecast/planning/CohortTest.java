package dealflow.forecast.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.answer.Entries;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CohortTest {

    private static final Scope ALL = Scope.ALL;
    private static final LocalDate TODAY = LocalDate.ofEpochDay(RandomPipelines.TODAY);

    private final InformationSet known = Known.of(RandomPipelines.history(21, 3000));

    @Test
    void theManualsQuestionInFourParts() {
        var entries = new Entries(TODAY.minusDays(30), TODAY.plusDays(10), TODAY.plusDays(90));
        var cohort = Cohort.of(known, ALL, Measure.BOOKINGS, entries);
        var lives = known.model().history().lives();
        var from = RandomPipelines.TODAY - 30;
        var entered = lives.stream().filter(life -> life.enteredDay() >= from).toList();
        assertThat(cohort.entered().count()).isEqualTo(entered.size());
        assertThat(cohort.closed().count())
                .isEqualTo((int) entered.stream().filter(DealHistory::won).count());
        assertThat(cohort.openDeals())
                .isEqualTo((int) entered.stream().filter(DealHistory::open).count());
        assertThat(cohort.toEnter()).isCloseTo(60, within(30.0));
        assertThat(cohort.distribution().fresh().expected()).isPositive();
        assertThat(cohort.total().expected())
                .isCloseTo(
                        cohort.closed().amount()
                                + cohort.distribution().open().expected()
                                + cohort.distribution().fresh().expected(),
                        within(1e-6));
    }

    /** All deals ever, and all that will begin before the date, are the whole forecast. */
    @Test
    void cohortsAddUpToTheForecast() {
        for (var measure : Measure.values()) {
            var until = TODAY.plusDays(100);
            var sum = 0.0;
            for (var from = TODAY.minusDays(600); from.isBefore(until); from = from.plusDays(50)) {
                var to = from.plusDays(50);
                sum += Cohort.of(known, ALL, measure, new Entries(from, to, until))
                        .total()
                        .expected();
            }
            var measured = known.measured(measure, ALL);
            var window = new Window(0, 100);
            var whole = measured.closed(0, RandomPipelines.TODAY).amount()
                    + measured.open(window).mean()
                    + measured.fresh(window).mean();
            assertThat(sum).isCloseTo(whole, within(whole / 1000));
        }
    }

    @Test
    void whoReachesItsTargetNeedsNoMoreAndWhoDoesNotNeedsInProportion() {
        var by = TODAY.plusDays(120);
        var easy = Plan.of(known, ALL, Measure.BOOKINGS, 1, TODAY, by);
        assertThat(easy.missing()).isZero();
        assertThat(easy.entries())
                .allSatisfy(entry -> assertThat(entry.needed()).isZero());
        var hard = Plan.of(known, ALL, Measure.BOOKINGS, easy.open() + 3 * easy.fresh(), TODAY, by);
        assertThat(hard.factor()).isCloseTo(3, within(1e-9));
        var brought = hard.entries().stream()
                .mapToDouble(entry -> entry.needed() * entry.brings())
                .sum();
        assertThat(brought).isCloseTo(hard.missing(), within(1e-3 * hard.missing()));
        assertThat(hard.latestEntry()).isBefore(by);
    }

    @Test
    void aScenarioThatChangesNothingIsTheForecast() {
        var window = new Window(0, 120);
        for (var measure : Measure.values()) {
            var base = known.measured(measure, ALL);
            var same = new Scenario(1, 1, 1, 1, 0).of(known, measure, ALL);
            assertThat(same.open(window).mean()).isCloseTo(base.open(window).mean(), within(1e-6));
            assertThat(same.fresh(window).mean()).isCloseTo(base.fresh(window).mean(), within(1e-6));
            var double1 = new Scenario(2, 1, 1, 1, 0).of(known, measure, ALL);
            assertThat(double1.fresh(window).mean())
                    .isCloseTo(2 * base.fresh(window).mean(), within(1e-6));
            assertThat(double1.open(window).mean()).isCloseTo(base.open(window).mean(), within(1e-6));
            var dearer = new Scenario(1, 1, 1, 1.1, 0).of(known, measure, ALL);
            assertThat(dearer.fresh(window).mean())
                    .isCloseTo(1.1 * base.fresh(window).mean(), within(1e-6));
            var better = new Scenario(1, 1.5, 1, 1, 0).of(known, measure, ALL);
            assertThat(better.fresh(window).mean())
                    .isGreaterThan(base.fresh(window).mean());
            var slower = new Scenario(1, 1, 2, 1, 0).of(known, measure, ALL);
            assertThat(slower.fresh(window).mean())
                    .isLessThan(base.fresh(window).mean());
        }
        var later = new Scenario(1, 1, 1, 1, 30).of(known, Measure.RECEIPTS, ALL);
        var base = known.measured(Measure.RECEIPTS, ALL);
        assertThat(later.fresh(new Window(30, 120)).mean())
                .isCloseTo(base.fresh(new Window(0, 90)).mean(), within(1e-6));
    }
}
