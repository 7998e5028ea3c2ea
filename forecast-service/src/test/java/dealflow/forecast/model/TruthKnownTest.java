package dealflow.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Simulator;
import dealflow.forecast.amount.Sizes;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.explanation.Explainer;
import dealflow.forecast.explanation.Explanation;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.survival.SemiMarkov;
import dealflow.forecast.survival.Stratum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a simulated pipeline whose truth is known, the estimates converge to it, and the forecasts are what they claim. */
class TruthKnownTest {

    private static final int TODAY = 365;

    @Test
    void winCurvesConvergeAtTheRateOfTheSquareRoot() {
        var few = error(2);
        var many = error(32);
        // Sixteen times the deals: a quarter of the error, up to the luck of two samples.
        assertThat(many).isLessThan(few / 2);
        assertThat(many).isLessThan(0.02);
    }

    /** The root mean square error of the chance to win within 5 to 90 days, over both stages and several ages. */
    private static double error(double perDay) {
        var truth = new SemiMarkov(Simulator.truth());
        var sum = 0.0;
        var count = 0;
        for (var seed = 1; seed <= 4; seed++) {
            var history = new TrainingData(new Simulator(seed, perDay).run(TODAY), Simulator.STAGES, TODAY);
            var fitted = SemiMarkov.fit(history, Sizes.ONE, 1e6);
            for (var stage = 0; stage < Simulator.STAGES; stage++) {
                for (var age : List.of(1, 5, 15, 30)) {
                    for (var days : List.of(5, 30, 90)) {
                        var stratum = new Stratum(stage, age, age, 0, 0);
                        var error = fitted.wonWithin(stratum, days) - truth.wonWithin(stratum, days);
                        sum += error * error;
                        count++;
                    }
                }
            }
        }
        return Math.sqrt(sum / count);
    }

    @Test
    void forecastsAreUnbiasedAndIntervalsHoldWhatTheyClaim() {
        var errors = new ArrayList<Double>();
        var held = 0;
        var forecasts = 0;
        for (var seed = 1; seed <= 12; seed++) {
            var lives = new Simulator(100 + seed, 4).run(TODAY + 120);
            var model = Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY));
            var from = LocalDate.ofEpochDay(TODAY);
            // Weeks begin on Mondays: the first one may be a part.
            var periods = new Forecaster(model, Scope.ALL)
                    .forecast(Interval.WEEK, Interval.WEEK.startOf(from), 9)
                    .periods();
            for (var period : periods.subList(1, 9)) {
                var actuals = lives.stream()
                        .filter(deal -> deal.wonDay() >= period.from().toEpochDay()
                                && deal.wonDay() < period.to().toEpochDay())
                        .mapToDouble(DealHistory::amount)
                        .sum();
                errors.add(period.total().expected() / actuals - 1);
                forecasts++;
                held += period.total().p10() <= actuals
                                && actuals <= period.total().p90()
                        ? 1
                        : 0;
            }
        }
        var mean = errors.stream().mapToDouble(error -> error).average().orElseThrow();
        var deviation = Math.sqrt(errors.stream()
                        .mapToDouble(error -> (error - mean) * (error - mean))
                        .sum()
                / (errors.size() - 1));
        // The eight weeks of one simulation share its luck, so the twelve simulations are the sample.
        assertThat(mean).isCloseTo(0, within(2.5 * deviation / Math.sqrt(12)));
        assertThat(held / (double) forecasts).isBetween(0.7, 0.95);
    }

    @Test
    void oneFilteredByOwnerAndOneByAnotherAddUpToTheWhole() {
        var model = Model.fit(new TrainingData(new Simulator(5, 3).run(TODAY), Simulator.STAGES, TODAY));
        var from = LocalDate.ofEpochDay(TODAY);
        var whole = new Forecaster(model, Scope.ALL).forecast(Interval.MONTH, from, 3);
        var ann = new Forecaster(model, new Scope("ann", null, null, null, null)).forecast(Interval.MONTH, from, 3);
        var bob = new Forecaster(model, new Scope("bob", null, null, null, null)).forecast(Interval.MONTH, from, 3);
        for (var i = 0; i < 3; i++) {
            assertThat(ann.periods().get(i).open().expected()
                            + bob.periods().get(i).open().expected())
                    .isCloseTo(whole.periods().get(i).open().expected(), within(1e-6));
            assertThat(ann.periods().get(i).total().expected()
                            + bob.periods().get(i).total().expected())
                    .isCloseTo(whole.periods().get(i).total().expected(), within(1e-6));
        }
    }

    @Test
    void monthsAddUpToTheirQuarterAndTheCumulativeIsTheirSum() {
        var model = Model.fit(new TrainingData(new Simulator(5, 3).run(TODAY), Simulator.STAGES, TODAY));
        var from = LocalDate.of(1971, 1, 1);
        var forecaster = new Forecaster(model, Scope.ALL);
        var months = forecaster.forecast(Interval.MONTH, from, 3);
        var quarter = forecaster.forecast(Interval.QUARTER, from, 1).periods().get(0);
        var sum = months.periods().stream()
                .mapToDouble(period -> period.total().expected())
                .sum();
        assertThat(sum).isCloseTo(quarter.total().expected(), within(1e-6));
        assertThat(months.cumulative().get(2).total().expected()).isCloseTo(sum, within(1e-6));
    }

    @Test
    void theExplanationDividesExactlyWhatIsForecast() {
        var model = Model.fit(new TrainingData(new Simulator(5, 3).run(TODAY), Simulator.STAGES, TODAY));
        var from = LocalDate.ofEpochDay(TODAY);
        var period = new Forecaster(model, Scope.ALL)
                .forecast(Interval.MONTH, from, 1)
                .periods()
                .get(0);
        var explained = new Explainer(model, Scope.ALL, List.of("a", "b"), Label.TEAM)
                .explain(Scope.ALL, Interval.MONTH, from, 1)
                .periods()
                .get(0);
        for (var parts : List.of(explained.byStage(), explained.byAge(), explained.byOwner(), explained.byTeam())) {
            assertThat(parts.stream().mapToDouble(Explanation.Part::expected).sum())
                    .isCloseTo(period.open().expected(), within(1e-6));
        }
        assertThat(explained.newByStage().stream()
                        .mapToDouble(Explanation.Part::expected)
                        .sum())
                .isCloseTo(period.fresh().expected(), within(1e-6));
    }

    @Test
    void theSameHistoryGivesTheSameForecast() {
        var lives = new Simulator(6, 3).run(TODAY);
        var from = LocalDate.ofEpochDay(TODAY);
        var first = new Forecaster(Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY)), Scope.ALL)
                .forecast(Interval.MONTH, from, 6);
        var again = new Forecaster(Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY)), Scope.ALL)
                .forecast(Interval.MONTH, from, 6);
        assertThat(again).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void whatHappensAfterTodayChangesNothing() {
        var lives = new Simulator(7, 3).run(TODAY);
        var cut = lives.stream().map(deal -> seenUntilToday(deal)).toList();
        var from = LocalDate.ofEpochDay(TODAY);
        assertThat(new Forecaster(Model.fit(new TrainingData(cut, Simulator.STAGES, TODAY)), Scope.ALL)
                        .forecast(Interval.MONTH, from, 3))
                .usingRecursiveComparison()
                .isEqualTo(new Forecaster(Model.fit(new TrainingData(lives, Simulator.STAGES, TODAY)), Scope.ALL)
                        .forecast(Interval.MONTH, from, 3));
    }

    private static DealHistory seenUntilToday(DealHistory deal) {
        var visits = deal.visits().stream()
                .filter(visit -> visit.entered() < TODAY)
                .map(visit -> visit.left() < TODAY
                        ? visit
                        : new Visit(visit.stage(), visit.entered(), Visit.OPEN, visit.stage()))
                .toList();
        return new DealHistory(
                deal.labels(),
                deal.quoted(),
                deal.amount(),
                deal.enteredDay(),
                deal.wonDay() < TODAY ? deal.wonDay() : -1,
                List.of(),
                visits);
    }
}
