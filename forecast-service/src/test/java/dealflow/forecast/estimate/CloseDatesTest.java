package dealflow.forecast.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Simulator;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.CloseDate;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.model.Model;
import dealflow.forecast.survival.Stratum;
import dealflow.forecast.survival.WinTimeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deals of which it is known whose expected closes hold, because they are made here: ann's do, bob's are drawn by lot. */
class CloseDatesTest {

    private static final int TODAY = 700;
    private static final int OPEN = 60;

    private static List<DealHistory> lives(long seed, boolean said) {
        var random = new Random(seed);
        return new Simulator(seed, 3)
                .run(TODAY + OPEN).stream()
                        .map(deal -> new DealHistory(
                                deal.labels(),
                                deal.quoted(),
                                deal.amount(),
                                deal.enteredDay(),
                                deal.wonDay(),
                                said ? said(deal, random) : List.of(),
                                deal.visits()))
                        .toList();
    }

    /** Whoever does not know says a month, and another one when it is over. */
    private static List<CloseDate> said(DealHistory deal, Random random) {
        var ends = deal.last().left();
        var said = new ArrayList<CloseDate>();
        for (var day = deal.enteredDay(); day <= ends; ) {
            var knows = deal.labels().owner().equals("ann") && deal.won();
            var on = knows ? Math.max(day, ends + random.nextInt(-6, 7)) : day + random.nextInt(10, 60);
            said.add(new CloseDate(day, on, false));
            day = on + 1;
        }
        return said;
    }

    private static Model fit(List<DealHistory> lives) {
        return Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY));
    }

    @Test
    void withoutDatesNothingIsMadeOfThem() {
        var model = fit(lives(1, false));
        assertThat(model.estimates().closeDates().areKnown()).isFalse();
        assertThat(model.weights()[0]).isZero();
        assertThat(model.weights()).hasSize(Estimates.CANDIDATES.size());
    }

    @Test
    void datesAreTrustedAsFarAsThoseOfTheirOwnerHaveHeld() {
        var estimates = Estimates.of(new TrainingData(lives(2, true), Simulator.STAGES, TODAY));
        var dates = estimates.closeDates();
        assertThat(dates.areKnown()).isTrue();
        var undated = estimates.candidates().get(1);
        var dated = estimates.candidates().get(0);
        for (var owner : List.of("ann", "bob")) {
            var soon = ratio(estimates, dates, dated, undated, owner, 3, 14);
            var far = ratio(estimates, dates, dated, undated, owner, 45, 14);
            System.out.printf(
                    "Of %s's deals expected in 3 days and in 45, won within two weeks: %.2f and %.2f times as many as without days%n",
                    owner, soon, far);
            if (owner.equals("ann")) {
                assertThat(soon).isGreaterThan(1.3);
                assertThat(far).isLessThan(0.75);
            } else {
                assertThat(soon).isCloseTo(far, within(0.35));
            }
        }
    }

    /** Of a deal whose owner expects it to close in so many days: its chance to be won soon, beside that of one of which nobody knows. */
    private static double ratio(
            Estimates estimates,
            CloseDates dates,
            WinTimeModel dated,
            WinTimeModel undated,
            String owner,
            int off,
            int days) {
        var deal = new DealHistory(
                new Scope.Labels(owner, "north", null, null, null),
                1000,
                1000,
                TODAY - 20,
                -1,
                List.of(new CloseDate(TODAY - 10, TODAY + off, false)),
                List.of(new Visit(1, TODAY - 20, Visit.OPEN, 0)));
        var stratum = Population.stratum(deal, estimates, TODAY);
        assertThat(dates.of(deal, TODAY)).isPositive();
        return dated.wonWithin(stratum, days) / undated.wonWithin(stratum, days);
    }

    /** The mean squared error of what is said of each deal (Brier 1950), in the week, the next one and the two after. */
    @Test
    void datesThatHoldMakeForecastsBetter() {
        double with = 0, without = 0;
        for (var seed = 10; seed < 20; seed++) {
            var lives = lives(seed, true);
            var estimates = Estimates.of(new TrainingData(lives, Simulator.STAGES, TODAY));
            with += brier(lives, estimates, estimates.candidates().get(0)) / 10;
            without += brier(lives, estimates, estimates.candidates().get(1)) / 10;
        }
        var weight = fit(lives(10, true)).weights()[0];
        System.out.printf(
                "Expected closes, half of them good: Brier score %.4f, without %.4f; weight %.2f%n",
                with, without, weight);
        assertThat(with).isLessThan(0.95 * without);
        assertThat(weight).isGreaterThan(1.0 / Estimates.CANDIDATES.size());
    }

    /** Nothing is lost where all dates are drawn by lot. */
    @Test
    void datesThatSayNothingDoNoHarm() {
        double with = 0, without = 0;
        for (var seed = 20; seed < 30; seed++) {
            var random = new Random(seed);
            var lives = lives(seed, false).stream()
                    .map(deal -> new DealHistory(
                            deal.labels(),
                            deal.quoted(),
                            deal.amount(),
                            deal.enteredDay(),
                            deal.wonDay(),
                            List.of(new CloseDate(
                                    deal.enteredDay(), deal.enteredDay() + random.nextInt(10, 90), false)),
                            deal.visits()))
                    .toList();
            var estimates = Estimates.of(new TrainingData(lives, Simulator.STAGES, TODAY));
            with += brier(lives, estimates, estimates.candidates().get(0)) / 10;
            without += brier(lives, estimates, estimates.candidates().get(1)) / 10;
        }
        System.out.printf("Expected closes drawn by lot: Brier score %.4f, without %.4f%n", with, without);
        assertThat(with).isLessThan(1.02 * without);
    }

    private static double brier(List<DealHistory> lives, Estimates estimates, WinTimeModel times) {
        var sum = 0.0;
        var cases = 0;
        for (var deal : lives) {
            if (deal.visitAt(TODAY) != null) {
                var stratum = Population.stratum(deal, estimates, TODAY);
                for (var window : List.of(new Window(0, 7), new Window(7, 14), new Window(14, 28))) {
                    var said = times.wonWithin(stratum, window.to()) - times.wonWithin(stratum, window.from());
                    var ahead = deal.wonDay() - TODAY;
                    var actuals = ahead >= window.from() && ahead < window.to() ? 1 : 0;
                    sum += (said - actuals) * (said - actuals);
                    cases++;
                }
            }
        }
        return sum / cases;
    }

    /** Never less for more time, never above 1, and the same for all where nobody has said anything. */
    @Test
    void chancesStayChances() {
        var estimates = Estimates.of(new TrainingData(lives(3, true), Simulator.STAGES, TODAY));
        var dated = estimates.candidates().get(0);
        for (var dating : IntStream.rangeClosed(0, 27).toArray()) {
            var stratum = new Stratum(1, 5, 9, 0, 0, dating);
            var before = 0.0;
            for (var days = 0.5; days < 4000; days *= 1.3) {
                var within = dated.wonWithin(stratum, days);
                assertThat(within).isBetween(before, 1.0);
                before = within;
            }
        }
        var undated = new Stratum(1, 5, 9, 0, 0);
        assertThat(dated.wonWithin(undated, 30))
                .isEqualTo(estimates.candidates().get(1).wonWithin(undated, 30));
    }

    /** What was said later than a day is not known on it. */
    @Test
    void aDateCountsFromWhenItWasSaid() {
        var first = new CloseDate(12, 40, false);
        var none = new CloseDate(20, CloseDate.NONE, false);
        var second = new CloseDate(25, 60, false);
        var deal = open(List.of(first, none, second));
        assertThat(IntStream.of(12, 13, 20, 21, 25, 26).mapToObj(deal::expectedAt))
                .containsExactly(null, first, first, none, none, second);
    }

    /** Imported histories say of every deal when it closed in the end: as if all had been foreseen. */
    @Test
    void whatWasSaidAfterwardsTeachesNothing() {
        var lives = lives(4, true).stream()
                .map(deal -> new DealHistory(
                        deal.labels(),
                        deal.quoted(),
                        deal.amount(),
                        deal.enteredDay(),
                        deal.wonDay(),
                        List.of(new CloseDate(deal.enteredDay(), deal.last().left(), true)),
                        deal.visits()))
                .toList();
        assertThat(fit(lives).estimates().closeDates().areKnown()).isFalse();
    }

    private static DealHistory open(List<CloseDate> dates) {
        return new DealHistory(
                new Scope.Labels("ann", null, null, null, null),
                1,
                1,
                10,
                -1,
                dates,
                List.of(new Visit(0, 10, Visit.OPEN, 0)));
    }
}
