package dealflow.forecast.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.estimate.ArrivalRate;
import dealflow.forecast.estimate.Seasonality;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Moments;
import dealflow.forecast.measure.MonteCarlo;
import dealflow.forecast.measure.UniformLogs;
import dealflow.forecast.model.Model;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each part of the model against a naive computation or a known truth. */
class EstimatorsTest {

    private static final Scope.Labels NOBODY = new Scope.Labels(null, null, null, null, null);

    @Test
    void exposureOfAVisitIsTheSumOverItsDays() {
        var random = new Random(3);
        var until = 400;
        var exposure = new Exposure(1, until, 70);
        var naive = new double[Hazards.LAST_AGE + 1];
        for (var i = 0; i < 200; i++) {
            var entered = random.nextInt(until);
            var left = random.nextInt(4) == 0 ? Visit.OPEN : entered + random.nextInt(300);
            exposure.add(new Visit(0, entered, left, 1), 50);
            for (var day = Math.max(entered, 50); day <= Math.min(left, until - 1); day++) {
                naive[Math.min(day - entered, Hazards.LAST_AGE)] += Math.pow(0.5, (until - day) / 70.0);
            }
        }
        var atRisk = exposure.atRisk()[0];
        for (var age = 0; age <= Hazards.LAST_AGE; age++) {
            assertThat(atRisk[age]).as("age " + age).isCloseTo(naive[age], within(1e-6));
        }
    }

    @Test
    void chanceGivenTheAgeEqualsEnumeration() {
        // Of ten deals of one stage, two are won on day 1, three on day 4 and one is lost on day 2; four stay for 9
        // days.
        var visits = new ArrayList<List<Visit>>();
        for (var left : new int[] {1, 1, 4, 4, 4}) {
            visits.add(List.of(new Visit(0, 0, left, 1)));
        }
        visits.add(List.of(new Visit(0, 0, 2, 2)));
        for (var i = 0; i < 4; i++) {
            visits.add(List.of(new Visit(0, 0, Visit.OPEN, 0)));
        }
        // Copied, so that no day has so few at risk that the tail begins.
        var copies = new ArrayList<List<Visit>>();
        for (var i = 0; i < 100; i++) {
            copies.addAll(visits);
        }
        var fitted = new SemiMarkov(Hazards.estimate(copies, 1, 0, 7, 1e9));
        // Eight are there after day 1, three of these are won by day 4; smoothing reaches no neighbour at such ages.
        assertThat(fitted.wonWithin(new Stratum(0, 2, 2, 0, 0), 3)).isCloseTo(3 / 8.0, within(1e-9));
        assertThat(fitted.wonWithin(new Stratum(0, 0, 0, 0, 0), 2)).isCloseTo(2 / 10.0, within(1e-9));
    }

    @Test
    void groupsThatDifferByChanceOnlyAreAlike() {
        assertThat(Shrinkage.ratios(new double[] {9, 11, 10}, new double[] {10, 10, 10}))
                .containsOnly(1.0);
    }

    @Test
    void groupsThatDifferAreDrawnTowardOneAndKeepTheSum() {
        var seen = new double[] {5, 40, 2};
        var expected = new double[] {20, 20, 7};
        var ratios = Shrinkage.ratios(seen, expected);
        assertThat(ratios[0]).isBetween(0.25, 1.0);
        assertThat(ratios[1]).isBetween(1.0, 2.0);
        // Few deals tell less: 2 of 7 is nearer to 1 than 5 of 20, though their raw ratios are near each other.
        assertThat(ratios[2]).isGreaterThan(ratios[0]);
        var sum = 0.0;
        for (var i = 0; i < 3; i++) {
            sum += ratios[i] * expected[i];
        }
        assertThat(sum).isCloseTo(47, within(1e-9));
    }

    @Test
    void nothingIsWonOnSundaysAndTheWeekKeepsItsLength() {
        var first = (int) LocalDate.of(2026, 1, 5).toEpochDay();
        var expected = new double[365];
        Arrays.fill(expected, 10);
        var observed = new double[365];
        for (var day = 0; day < 365; day++) {
            observed[day] = day % 7 == 6 ? 0 : 70 / 6.0;
        }
        var activity = Seasonality.estimate(observed, expected, first, Set.of());
        assertThat(activity.of(DayOfWeek.SUNDAY)).isLessThan(0.05);
        assertThat(activity.of(DayOfWeek.MONDAY)).isCloseTo(7 / 6.0, within(0.02));
        assertThat(activity.elapsed(first, 7)[7]).isCloseTo(7, within(0.05));
    }

    @Test
    void aQuartersEndShowsOnlyWhenItComesAgain() {
        var first = (int) LocalDate.of(2025, 1, 1).toEpochDay();
        var observed = new double[365];
        var expected = new double[365];
        for (var day = 0; day < 365; day++) {
            expected[day] = 10;
            observed[day] = LocalDate.ofEpochDay(first + day).getMonthValue() % 3 == 0 ? 15 : 7.5;
        }
        var year = Seasonality.estimate(observed, expected, first, Set.of());
        assertThat(year.of(LocalDate.of(2026, 3, 2))).isGreaterThan(1.3);
        var oneQuarter =
                Seasonality.estimate(Arrays.copyOf(observed, 100), Arrays.copyOf(expected, 100), first, Set.of());
        assertThat(oneQuarter.of(LocalDate.of(2026, 3, 2))).isCloseTo(1, within(0.05));
    }

    @Test
    void holidaysAreQuietWhereTheyWereSo() {
        var first = (int) LocalDate.of(2025, 1, 1).toEpochDay();
        var holidays = new HashSet<LocalDate>();
        for (var day = 0; day < 10; day++) {
            holidays.add(LocalDate.of(2025, 1, 28).plusDays(day));
            holidays.add(LocalDate.of(2025, 10, 1).plusDays(day));
            holidays.add(LocalDate.of(2026, 2, 16).plusDays(day));
        }
        var observed = new double[365];
        var expected = new double[365];
        for (var day = 0; day < 365; day++) {
            expected[day] = 10;
            observed[day] = holidays.contains(LocalDate.ofEpochDay(first + day)) ? 1 : 10;
        }
        var quiet = Seasonality.estimate(observed, expected, first, holidays);
        assertThat(quiet.ofHoliday()).isLessThan(0.3);
        var monday = (int) LocalDate.of(2026, 2, 16).toEpochDay();
        assertThat(quiet.elapsed(monday, 7)[7]).isLessThan(2.2);
        assertThat(quiet.elapsed(monday - 14, 7)[7]).isCloseTo(7, within(0.2));

        Arrays.fill(observed, 10);
        assertThat(Seasonality.estimate(observed, expected, first, holidays).ofHoliday())
                .isCloseTo(1, within(0.01));
    }

    @Test
    void aSeasonShowsOnlyWhenItComesAgain() {
        var first = (int) LocalDate.of(2023, 1, 1).toEpochDay();
        var days = 3 * 365 + 1;
        var observed = new double[days];
        var expected = new double[days];
        for (var day = 0; day < days; day++) {
            expected[day] = 10;
            observed[day] = LocalDate.ofEpochDay(first + day).getMonthValue() == 8 ? 3 : 10;
        }
        var years = Seasonality.estimate(observed, expected, first, Set.of());
        assertThat(years.of(LocalDate.of(2026, 8, 3))).isLessThan(0.5);
        assertThat(years.of(LocalDate.of(2026, 6, 1))).isCloseTo(1, within(0.15));
        var oneYear = Seasonality.estimate(Arrays.copyOf(observed, 400), Arrays.copyOf(expected, 400), first, Set.of());
        assertThat(oneYear.byMonth()).containsOnly(1.0);
    }

    @Test
    void aConstantInflowGoesOnAndAGrowingOneGrows() {
        var constant = new double[200];
        Arrays.fill(constant, 5);
        assertThat(ArrivalRate.of(constant).on(60)).isCloseTo(5, within(0.05));
        var growing = new double[200];
        for (var day = 0; day < 200; day++) {
            growing[day] = Math.exp(day / 60.0);
        }
        assertThat(ArrivalRate.of(growing).on(30))
                .isGreaterThan(1.03 * ArrivalRate.of(growing).on(0));
    }

    /** One deal, begun and won yesterday, is no deal a day. */
    @Test
    void oneDayIsNoInflow() {
        var first = ArrivalRate.of(new double[] {1});
        assertThat(first.on(0)).isBetween(1 / 28.0, 4 / 28.0);
        assertThat(first.variance()).isGreaterThan(0.9);
        // Many days in a row say more, and four weeks all that there is to say.
        var week = new double[7];
        Arrays.fill(week, 5);
        assertThat(ArrivalRate.of(week).on(0)).isBetween(3.0, 4.5);
        var month = new double[28];
        Arrays.fill(month, 5);
        assertThat(ArrivalRate.of(month).on(0)).isCloseTo(5, within(1e-9));
        assertThat(ArrivalRate.of(month).variance()).isZero();

        var won = new DealHistory(NOBODY, 100, 100, 9, 9, List.of(), List.of(new Visit(0, 9, 9, 1)));
        var forecast = new Forecaster(Model.fit(new TrainingData(List.of(won), 1, 10)), Scope.ALL)
                .forecast(Interval.MONTH, LocalDate.ofEpochDay(31), 1);
        var fresh = forecast.periods().get(0).fresh();
        assertThat(fresh.expected()).isLessThan(400);
        assertThat(fresh.p10()).isZero();
        assertThat(fresh.p90()).isGreaterThan(2 * fresh.expected());
        assertThat(forecast.warnings())
                .contains(new Notice(
                        NoticeCode.FEW_DAYS_OF_INFLOW,
                        "deals were seen to begin on one day only; how many will begin is hardly known",
                        NoticeValues.ofCount(1)));
    }

    @Test
    void amountsAreQuotedTimesWhatIsRealisedAndUnknownOnesTheMeanOfTheProduct() {
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < 100; i++) {
            lives.add(new DealHistory(NOBODY, 100, 80, 0, 5, List.of(), List.of(new Visit(0, 0, 5, 1))));
        }
        var open = new DealHistory(NOBODY, 200, 200, 6, -1, List.of(), List.of(new Visit(0, 6, Visit.OPEN, 0)));
        var unknown = new DealHistory(
                NOBODY, Double.NaN, Double.NaN, 6, -1, List.of(), List.of(new Visit(0, 6, Visit.OPEN, 0)));
        lives.add(open);
        lives.add(unknown);
        var amounts = new Amounts(new TrainingData(lives, 1, 10));
        assertThat(amounts.of(open)).isBetween(160.0, 168.0);
        assertThat(amounts.of(unknown)).isCloseTo(80, within(0.01));
        assertThat(amounts.isKnown(unknown)).isFalse();
    }

    @Test
    void largeDealsAreLumpsAndManySmallOnesASum() {
        var lumps = List.of(new MonteCarlo.Lump(1000, 0.3), new MonteCarlo.Lump(500, 0.5));
        var all = new Moments(0.8, 550, 0.21 * 1_000_000 + 0.25 * 250_000);
        var draws = MonteCarlo.open(all, lumps, MonteCarlo.normals(2000, 1), new UniformLogs(1));
        assertThat(Arrays.stream(draws).distinct().sorted().toArray()).containsExactly(0, 500, 1000, 1500);
        assertThat(Arrays.stream(draws).filter(draw -> draw == 1500).count() / 2000.0)
                .isCloseTo(0.15, within(0.03));
        var sum = MonteCarlo.open(
                new Moments(100, 5000, 250_000), List.of(), MonteCarlo.normals(2000, 2), new UniformLogs(2));
        assertThat(Arrays.stream(sum).average().orElseThrow()).isCloseTo(5000, within(50.0));
    }
}
