package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Simulator;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.estimate.ArrivalErrors;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.Moments;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers of deals to come, against the exact distribution of single ones, and against a simulator whose truth is known. */
class CountDistributionTest {

    /** The chance of each number of wins, deal by deal, and with a Poisson number beside them. */
    private static double[] exact(double[] chances, double fresh) {
        var exact = new double[chances.length + 200];
        exact[0] = Math.exp(-fresh);
        for (var k = 1; k < exact.length; k++) {
            exact[k] = exact[k - 1] * fresh / k;
        }
        for (var chance : chances) {
            for (var k = exact.length - 1; k >= 0; k--) {
                exact[k] = exact[k] * (1 - chance) + (k == 0 ? 0 : exact[k - 1] * chance);
            }
        }
        return exact;
    }

    @Test
    void withoutDriftItIsNearlyTheSumOfSingleDeals() {
        var random = new Random(5);
        for (var deals : List.of(10, 40, 150)) {
            for (var fresh : List.of(0.0, 0.4, 5.0, 30.0)) {
                for (var most : List.of(0.1, 0.5, 1.0)) {
                    var chances = IntStream.range(0, deals)
                            .mapToDouble(i -> most * random.nextDouble())
                            .toArray();
                    double mean = 0, variance = 0;
                    for (var chance : chances) {
                        mean += chance;
                        variance += chance * (1 - chance);
                    }
                    var counts = new CountDistribution(
                            new Moments(mean, mean, variance), new Moments(fresh, fresh, fresh), 0);
                    var exact = exact(chances, fresh);
                    var below = 0.0;
                    for (var k = 0; k < exact.length; k++) {
                        assertThat(counts.reaches(k))
                                .as("%d deals up to %s, %s fresh: at least %d", deals, most, fresh, k)
                                .isCloseTo(1 - below, within(deals < 40 ? 0.04 : 0.02));
                        below += exact[k];
                    }
                }
            }
        }
    }

    @Test
    void percentilesAreWholeNumbersThatReachWhatTheySay() {
        for (var mean : List.of(0.0, 0.3, 4.0, 77.5, 1e4, 1e6)) {
            var counts = CountDistribution.ofEntries(mean, 0.04);
            var quantiles = counts.quantiles();
            assertThat(quantiles.expected()).isEqualTo(mean);
            var last = -1.0;
            for (var at : new double[][] {{quantiles.p10(), 0.1}, {quantiles.p50(), 0.5}, {quantiles.p90(), 0.9}}) {
                assertThat(at[0]).isEqualTo(Math.rint(at[0])).isGreaterThanOrEqualTo(last);
                assertThat(counts.atMost(at[0])).isGreaterThanOrEqualTo(at[1]);
                assertThat(counts.atMost(at[0] - 1)).isLessThan(at[1]);
                last = at[0];
            }
        }
        assertThat(CountDistribution.ofEntries(0, 0).reaches(0)).isEqualTo(1);
        assertThat(CountDistribution.ofEntries(0, 0).reaches(1)).isZero();
    }

    @Test
    void moreThanAreOpenAreNeverWon() {
        var counts = new CountDistribution(new Moments(5.7, 5.7, 6 * 0.95 * 0.05), Moments.NONE, 0.5);
        assertThat(counts.reaches(7)).isZero();
        assertThat(counts.quantiles().p90()).isEqualTo(6);
    }

    private static final int TODAY = 400;

    /** How often what came lies between p10 and p90, and what chances say in the mean beside how often they came true. */
    @Test
    void ofAKnownTruthIntervalsAndChancesHoldWhatTheyClaim() {
        double held = 0, heldEntries = 0, said = 0, came = 0, saidEntries = 0, cameEntries = 0;
        var cases = 0;
        for (var seed = 1; seed <= 80; seed++) {
            var lives = new Simulator(300 + seed, 3).run(TODAY + 60);
            var model = Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY));
            for (var window : List.of(new Window(0, 14), new Window(0, 30), new Window(30, 60))) {
                var deals = BookingsSeries.of(model.estimates(), model.bookings());
                var wins = CountDistribution.ofWins(deals, window, model.countDrift(window));
                var won = (int) lives.stream()
                        .filter(deal -> deal.wonDay() >= TODAY + window.from() && deal.wonDay() < TODAY + window.to())
                        .count();
                var entries = CountDistribution.ofEntries(
                        deals.begins(window.from(), window.to()), ArrivalErrors.variance(model.history(), window));
                var entered = (int) lives.stream()
                        .filter(deal ->
                                deal.enteredDay() >= TODAY + window.from() && deal.enteredDay() < TODAY + window.to())
                        .count();
                held += holds(wins, won) ? 1 : 0;
                heldEntries += holds(entries, entered) ? 1 : 0;
                var target = Math.rint(wins.quantiles().expected() * (0.8 + 0.1 * (seed % 5)));
                said += wins.reaches(target);
                came += won >= target ? 1 : 0;
                var targetEntries = Math.rint(entries.quantiles().expected() * (0.8 + 0.1 * (seed % 5)));
                saidEntries += entries.reaches(targetEntries);
                cameEntries += entered >= targetEntries ? 1 : 0;
                cases++;
            }
        }
        assertThat(held / cases).isBetween(0.75, 0.87);
        assertThat(heldEntries / cases).isBetween(0.75, 0.87);
        assertThat(said / cases).isCloseTo(came / cases, within(0.15));
        assertThat(saidEntries / cases).isCloseTo(cameEntries / cases, within(0.15));
    }

    private static boolean holds(CountDistribution counts, int came) {
        return counts.quantiles().p10() <= came && came <= counts.quantiles().p90();
    }

    /** Two halves of the deals are expected to win as many as all. */
    @Test
    void partsAddUpToTheWhole() {
        var model = Model.fit(new TrainingData(new Simulator(5, 3).run(TODAY), Simulator.STAGES, TODAY));
        var window = new Window(0, 30);
        var all = 0.0;
        for (var owner : new String[] {null, "ann", "bob"}) {
            var scope = new Scope(owner, null, null, null, null);
            var deals = BookingsSeries.of(model.estimates(), model.bookings(), deal -> scope.includes(deal.labels()));
            var expected = CountDistribution.ofWins(deals, window, model.countDrift(window))
                    .quantiles()
                    .expected();
            all += owner == null ? expected : -expected;
        }
        assertThat(all).isCloseTo(0, within(1e-6));
    }
}
