package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.http.Figures;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deals of several products: each group has its part, and the parts add up to the whole to the cent. */
class ProductGroupsTest {

    private static final String BOTH = "p0\u001fp1";
    private static final String ALL_THREE = "p0\u001fp1\u001fp2";
    private static final Forecasts FORECASTS = new Forecasts(null, null);

    /** A third of the deals are of two products, or three, in the same proportions; amounts have cents. */
    private static TrainingData history(long seed) {
        var random = new Random(seed);
        var plain = RandomPipelines.history(seed, 1500);
        var lives = plain.lives().stream()
                .map(deal -> {
                    var product =
                            random.nextInt(3) > 0 ? deal.labels().product() : random.nextBoolean() ? BOTH : ALL_THREE;
                    var cents = random.nextInt(100) / 100.0;
                    var amount = Math.rint((deal.amount() + cents) * 100) / 100;
                    var paid = deal.paymentRecord();
                    return new DealHistory(
                            new Scope.Labels(deal.labels().owner(), "t", product, null, null),
                            amount,
                            amount,
                            deal.enteredDay(),
                            deal.wonDay(),
                            deal.closeDates(),
                            deal.visits(),
                            deal.visitors(),
                            new PaymentRecord(
                                    paid.customer(),
                                    paid.terms(),
                                    paid.milestones(),
                                    paid.received().stream()
                                            .map(one -> new PaymentRecord.Received(
                                                    one.day(), Math.rint(one.amount() * 100) / 100))
                                            .toList()),
                            weights(product),
                            List.of(),
                            List.of());
                })
                .toList();
        return new TrainingData(lives, plain.stages(), plain.today());
    }

    private static List<Double> weights(String product) {
        return switch (product) {
            case BOTH -> List.of(3.0, 1.0);
            case ALL_THREE -> List.of(1.0, 1.0, 1.0);
            default -> List.of();
        };
    }

    private static Question question(Measure measure, int months) {
        var from = LocalDate.ofEpochDay(RandomPipelines.TODAY).withDayOfMonth(1).minusMonths(months);
        return new Question(Scope.ALL, measure, Interval.MONTH, from, 6 + months, Label.PRODUCT);
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void whatIsAnsweredOfGroupsAddsUpToTheCent(Measure measure) {
        for (var seed = 1; seed <= 2; seed++) {
            var known = Known.of(history(seed));
            var question = question(measure, 3);
            var whole = FORECASTS.forecast(known, question.whole());
            var groups = FORECASTS.groups(known, question);
            assertThat(groups).extracting(Forecasts.GroupForecast::group).containsExactly("p0", "p1", "p2");
            for (var list :
                    List.<Function<Forecast, List<Forecast.Period>>>of(Forecast::periods, Forecast::cumulative)) {
                for (var i = 0; i < whole.periods().size(); i++) {
                    var place = i;
                    var all = list.apply(whole).get(i);
                    var parts = groups.stream()
                            .map(group -> list.apply(group.forecast()).get(place))
                            .toList();
                    addsUp(all, parts, Forecast.Period::closedAmount);
                    addsUp(all, parts, period -> period.open().expected());
                    addsUp(all, parts, period -> period.fresh().expected());
                    addsUp(all, parts, period -> period.total().expected());
                }
            }
            assertThat(groups.stream()
                            .mapToInt(group -> group.forecast().openDeals())
                            .sum())
                    .as("deals of several count in each")
                    .isGreaterThan(whole.openDeals());
            assertThat(FORECASTS.overlap(known, question)).isTrue();
        }
    }

    private static void addsUp(
            Forecast.Period all, List<Forecast.Period> parts, Function<Forecast.Period, Double> value) {
        var sum = parts.stream()
                .map(part -> new BigDecimal(Figures.amount(value.apply(part))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum.toPlainString()).isEqualTo(Figures.amount(value.apply(all)));
    }

    /** Deals one by one, each amount divided in hundredths by hand. */
    @ParameterizedTest
    @EnumSource(Measure.class)
    void whatCameIsThatOfEachDealsPart(Measure measure) {
        var history = history(7);
        var groups = FORECASTS.groups(Known.of(history), question(measure, 6));
        for (var group : groups) {
            for (var period : group.forecast().periods()) {
                var amounts = new ArrayList<BigDecimal>();
                for (var deal : history.lives()) {
                    var products = List.of(deal.labels().product().split("\u001f"));
                    var place = products.indexOf(group.group());
                    if (place < 0) {
                        continue;
                    }
                    var came = measure == Measure.BOOKINGS
                            ? deal.wonDay() >= 0
                                    ? Stream.of(new PaymentRecord.Received(deal.wonDay(), deal.amount()))
                                    : Stream.<PaymentRecord.Received>of()
                            : deal.paymentRecord().received().stream();
                    came.filter(one -> one.day() >= period.from().toEpochDay()
                                    && one.day() < period.to().toEpochDay()
                                    && one.day() < RandomPipelines.TODAY)
                            .forEach(one -> amounts.add(part(one.amount(), products.size(), place)));
                }
                assertThat(Figures.amount(period.closedAmount()))
                        .isEqualTo(amounts.stream()
                                .reduce(new BigDecimal("0.00"), BigDecimal::add)
                                .toPlainString());
                assertThat(period.closedCount()).isEqualTo(amounts.size());
            }
        }
    }

    /** 3 : 1 rounds the first up where both remainders are a half or it has the larger; of three equal ones the first get more. */
    private static BigDecimal part(double amount, int products, int place) {
        var cents = BigDecimal.valueOf(amount).movePointRight(2).longValueExact();
        return switch (products) {
            case 1 -> BigDecimal.valueOf(cents, 2);
            case 2 -> {
                var second = new BigDecimal(cents)
                        .divide(new BigDecimal(4), 0, RoundingMode.HALF_DOWN)
                        .longValueExact();
                yield BigDecimal.valueOf(place == 0 ? cents - second : second, 2);
            }
            default -> BigDecimal.valueOf(cents / 3 + (place < cents % 3 ? 1 : 0), 2);
        };
    }

    /** What is expected of a product is what is expected of each mix that it is in, times its share. */
    @ParameterizedTest
    @EnumSource(Measure.class)
    void whatIsExpectedIsThatOfTheMixesTimesTheirShares(Measure measure) {
        var known = Known.of(history(5));
        for (var group : FORECASTS.groups(known, question(measure, 0))) {
            for (var period : group.forecast().periods()) {
                var window = Window.of(
                        (int) period.from().toEpochDay() - RandomPipelines.TODAY,
                        (int) period.to().toEpochDay() - RandomPipelines.TODAY);
                var expected = expected(known, measure, group.group(), 1, window)
                        + expected(known, measure, ALL_THREE, 1 / 3.0, window)
                        + (group.group().equals("p2")
                                ? 0
                                : expected(known, measure, BOTH, group.group().equals("p0") ? 0.75 : 0.25, window));
                assertThat(period.distribution().open().expected()
                                + period.distribution().fresh().expected())
                        .isCloseTo(expected, within(0.021));
            }
        }
    }

    private static double expected(InformationSet known, Measure measure, String exactly, double share, Window window) {
        var own = known.of(measure, deal -> deal.labels().product().equals(exactly));
        return share * (own.open(window).mean() + own.fresh(window).mean());
    }

    @Test
    void aFilterFindsWhatHasTheProductAmongOthers() {
        var known = Known.of(history(3));
        var some = new Scope(null, null, "p2", null, null);
        var naive = known.model().history().lives().stream()
                .filter(deal -> deal.open() && deal.labels().product().contains("p2"))
                .count();
        assertThat(known.measured(Measure.BOOKINGS, some).openDeals()).isEqualTo((int) naive);
    }

    @Test
    void aMixOfFewDealsHidesTheGroupsThatItIsIn() {
        var lives = new ArrayList<>(history(3).lives());
        lives.removeIf(deal -> deal.labels().product().equals(BOTH) && deal.open());
        var rare = history(3).lives().stream()
                .filter(deal -> deal.labels().product().equals(BOTH) && deal.open())
                .limit(2)
                .toList();
        var without = new Disclosure(Known.of(new TrainingData(lives, 2, RandomPipelines.TODAY)), Measure.BOOKINGS, 10);
        assertThat(without.reasons(Scope.ALL, Label.PRODUCT)).isEmpty();
        lives.addAll(rare);
        var with = new Disclosure(Known.of(new TrainingData(lives, 2, RandomPipelines.TODAY)), Measure.BOOKINGS, 10);
        assertThat(with.reasons(Scope.ALL, Label.PRODUCT))
                .containsOnlyKeys(new Grouping.Group("p0"), new Grouping.Group("p1"));
    }

    @Test
    void roundingGivesTheCentsToTheLargestRemainders() {
        assertThat(GroupRounding.rounded(1.00, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}))
                .containsExactly(0.34, 0.33, 0.33);
        assertThat(GroupRounding.rounded(0.01, new double[] {0.004, 0.006})).containsExactly(0, 0.01);
        assertThat(GroupRounding.rounded(0, new double[] {})).isEmpty();
    }
}
