package dealflow.forecast.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.Simulator;
import dealflow.forecast.answer.Disclosure;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Quantity;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.NoticeCode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Quantities against amounts that are in proportion to them, against plain sums, and as far as they may be told. */
class QuantitiesTest {

    private static final int MINIMUM = 10;
    private static final double PRICE = 50;
    private static final Quantity.Counted PIECES = new Quantity.Counted("p", "piece");
    private static final Quantity.Counted CARTONS = new Quantity.Counted("p", "carton");
    private static final Quantity.Counted LAMPS = new Quantity.Counted("lamp", null);

    private static TrainingData history(long seed, int deals, Function<DealHistory, List<Quantity>> quantities) {
        return history(seed, deals, "p", quantities, (deal, quoted) -> quoted);
    }

    private static TrainingData history(
            long seed,
            int deals,
            String product,
            Function<DealHistory, List<Quantity>> quoted,
            BiFunction<DealHistory, List<Quantity>, List<Quantity>> now) {
        var plain = RandomPipelines.history(seed, deals);
        var lives = plain.lives().stream()
                .map(deal -> {
                    var first = quoted.apply(deal);
                    return new DealHistory(
                            new Scope.Labels(
                                    deal.labels().owner(), deal.labels().team(), product, null, null),
                            deal.amount(),
                            deal.amount(),
                            deal.enteredDay(),
                            deal.wonDay(),
                            deal.closeDates(),
                            deal.visits(),
                            deal.visitors(),
                            deal.paymentRecord(),
                            List.of(),
                            first,
                            now.apply(deal, first));
                })
                .toList();
        return new TrainingData(lives, plain.stages(), plain.today());
    }

    private static Question question() {
        var from = LocalDate.ofEpochDay(RandomPipelines.TODAY).withDayOfMonth(1).minusMonths(3);
        return new Question(Scope.ALL, Measure.BOOKINGS, Interval.MONTH, from, 9, null);
    }

    private static List<Quantities.ProductForecast> ask(InformationSet known) {
        return new Quantities().of(known, question(), new Disclosure(known, Measure.BOOKINGS, MINIMUM));
    }

    /** What costs the same everywhere is forecast as its amounts are. */
    @Test
    void followsTheAmountsThatItIsInProportionTo() {
        var known = Known.of(history(
                1,
                1200,
                deal -> List.of(
                        new Quantity(CARTONS, 0.3 * deal.amount() / PRICE),
                        new Quantity(PIECES, 0.7 * deal.amount() / PRICE))));
        var whole = Map.of("all", known.measured(Measure.BOOKINGS, Scope.ALL));
        var amounts = Forecaster.parts(known.model(), question(), whole).get("all");
        var quantities = ask(known);
        assertThat(quantities).extracting(Quantities.ProductForecast::of).containsExactly(CARTONS, PIECES);
        for (var quantity : quantities) {
            var each = (quantity.of() == CARTONS ? 0.3 : 0.7) / PRICE;
            assertThat(quantity.reason()).isNull();
            assertThat(quantity.forecast().openDeals()).isEqualTo(amounts.openDeals());
            for (var i = 0; i < amounts.periods().size(); i++) {
                var own = quantity.forecast().periods().get(i);
                var all = amounts.periods().get(i);
                assertThat(own.closedAmount())
                        .isCloseTo(each * all.closedAmount(), within(1e-6 * all.closedAmount() + 1e-9));
                same(own.open(), all.open(), each);
                same(own.fresh(), all.fresh(), each);
            }
        }
    }

    private static void same(Quantiles own, Quantiles whole, double each) {
        Stream.<Function<Quantiles, Double>>of(Quantiles::expected, Quantiles::p10, Quantiles::p50, Quantiles::p90)
                .forEach(number -> assertThat(number.apply(own))
                        .isCloseTo(each * number.apply(whole), within(1e-6 * number.apply(whole) + 1e-9)));
    }

    /** Won deals one by one. */
    @Test
    void whatWasOrderedIsTheSumOfTheOrders() {
        var random = new Random(3);
        var known = Known.of(history(
                2,
                800,
                deal -> random.nextInt(3) == 0
                        ? List.of(new Quantity(LAMPS, 1 + random.nextInt(40)))
                        : random.nextBoolean()
                                ? List.of()
                                : List.of(
                                        new Quantity(LAMPS, 1 + random.nextInt(40)),
                                        new Quantity(PIECES, 0.5 * (1 + random.nextInt(9))))));
        for (var quantity : ask(known)) {
            for (var period : quantity.forecast().periods()) {
                var won = known.model().history().lives().stream()
                        .filter(deal -> deal.wonDay() >= period.from().toEpochDay()
                                && deal.wonDay() < period.to().toEpochDay()
                                && deal.wonDay() < RandomPipelines.TODAY)
                        .flatMap(deal -> deal.quantities().stream())
                        .filter(one -> one.of().equals(quantity.of()))
                        .toList();
                assertThat(period.closedCount()).isEqualTo(won.size());
                assertThat(period.closedAmount())
                        .isEqualTo(won.stream().mapToDouble(Quantity::amount).sum());
            }
        }
        assertThat(new Quantities().withoutQuantity(known, question()))
                .isEqualTo((int) known.model().history().lives().stream()
                        .filter(deal -> deal.open() && deal.quotedQuantities().isEmpty())
                        .count())
                .isPositive();
    }

    /** Orders are for four fifths of what was quoted, whatever they cost. */
    @Test
    void learnsHowMuchIsOrderedOfWhatIsQuoted() {
        var random = new Random(5);
        Function<DealHistory, List<Quantity>> quoted = deal -> List.of(new Quantity(LAMPS, 100 + random.nextInt(400)));
        var less = Known.of(history(4, 1200, "lamp", quoted, (deal, all) -> deal.won() ? fourFifths(all) : all));
        random.setSeed(5);
        var all = Known.of(history(4, 1200, "lamp", quoted, (deal, same) -> same));
        var ratio = ask(less).get(0).ratio();
        assertThat(ratio.value()).isCloseTo(0.8, within(0.03));
        assertThat(ratio.deals()).isEqualTo((int) less.model().history().lives().stream()
                .filter(deal -> deal.won() && deal.enteredDay() >= 0)
                .count());
        assertThat(ask(all).get(0).ratio().value()).isCloseTo(1, within(1e-9));
        assertThat(expected(less) / expected(all)).isCloseTo(ratio.value(), within(1e-6));
    }

    private static List<Quantity> fourFifths(List<Quantity> quantities) {
        return quantities.stream()
                .map(one -> new Quantity(one.of(), 0.8 * one.amount()))
                .toList();
    }

    private static double expected(InformationSet known) {
        return ask(known).get(0).forecast().periods().stream()
                .map(Forecast.Period::open)
                .mapToDouble(Quantiles::expected)
                .sum();
    }

    /**
     * Half of the deals are about lamps, so many that amounts tell nothing of it, and orders are for somewhat less than was quoted: on a pipeline
     * whose truth is known, what is forecast of eight weeks is neither too much nor too little, and p10 to p90 hold what came.
     */
    @Test
    void intervalsHoldWhatTheyClaim() {
        var today = 365;
        var forecast = 0.0;
        var came = 0.0;
        var held = 0;
        var periods = 0;
        for (var seed = 1; seed <= 8; seed++) {
            var random = new Random(seed);
            var lives = new Simulator(200 + seed, 4)
                    .run(today + 120).stream()
                            .map(deal -> aboutLamps(deal, random))
                            .toList();
            var known = Known.of(new TrainingData(lives, Simulator.STAGES, today));
            var from = Interval.WEEK.startOf(LocalDate.ofEpochDay(today)).plusWeeks(1);
            var question = new Question(Scope.ALL, Measure.BOOKINGS, Interval.WEEK, from, 8, null);
            var lamps = new Quantities().of(known, question, new Disclosure(known, Measure.BOOKINGS, MINIMUM));
            for (var period : lamps.get(0).forecast().periods()) {
                var actual = lives.stream()
                        .filter(deal -> deal.wonDay() >= period.from().toEpochDay()
                                && deal.wonDay() < period.to().toEpochDay())
                        .flatMap(deal -> deal.quantities().stream())
                        .mapToDouble(Quantity::amount)
                        .sum();
                forecast += period.total().expected();
                came += actual;
                periods++;
                held += period.total().p10() <= actual
                                && actual <= period.total().p90()
                        ? 1
                        : 0;
            }
        }
        assertThat(forecast / came).isBetween(0.9, 1.1);
        assertThat(held / (double) periods).isBetween(0.7, 0.95);
    }

    private static DealHistory aboutLamps(DealHistory deal, Random random) {
        var quoted = Math.exp(4 + 0.7 * random.nextGaussian());
        var ordered = quoted * (0.8 + 0.2 * random.nextDouble());
        var isAbout = random.nextBoolean();
        return new DealHistory(
                deal.labels(),
                deal.quoted(),
                deal.amount(),
                deal.enteredDay(),
                deal.wonDay(),
                deal.closeDates(),
                deal.visits(),
                deal.visitors(),
                deal.paymentRecord(),
                List.of(),
                isAbout ? List.of(new Quantity(LAMPS, quoted)) : List.of(),
                isAbout ? List.of(new Quantity(LAMPS, deal.won() ? ordered : quoted)) : List.of());
    }

    /** Three of four orders leave out what was quoted: that is learned, too, and what is open is told as it is quoted. */
    @Test
    void learnsThatOrdersLeaveOutWhatWasQuoted() {
        var random = new Random(8);
        var known = Known.of(history(
                8,
                1200,
                "lamp",
                deal -> List.of(new Quantity(LAMPS, 100)),
                (deal, quoted) -> deal.won() && random.nextInt(4) > 0 ? List.of() : quoted));
        var lamps = ask(known).get(0);
        assertThat(lamps.ratio().value()).isCloseTo(0.25, within(0.08));
        assertThat(lamps.ratio().deals()).isEqualTo((int) known.model().history().lives().stream()
                .filter(deal -> deal.won() && deal.enteredDay() >= 0)
                .count());
        assertThat(lamps.open()).isEqualTo(100.0 * lamps.forecast().openDeals());
        var all = Known.of(history(8, 1200, "lamp", deal -> List.of(new Quantity(LAMPS, 100)), (deal, same) -> same));
        assertThat(expected(known) / expected(all)).isCloseTo(lamps.ratio().value(), within(1e-6));
    }

    /** All less those of one team would be four deals of the other, though their product's others are many. */
    @Test
    void whatAnotherQuestionTellsIsNotToldAsADifference() {
        var north = new Scope(null, "north", null, null, null);
        var few = new int[1];
        var plain = history(9, 1500, deal -> List.of());
        var lives = plain.lives().stream().map(deal -> inTeam(deal, few)).toList();
        var known = Known.of(new TrainingData(lives, plain.stages(), plain.today()));
        var disclosure = new Disclosure(known, Measure.BOOKINGS, MINIMUM);
        var asked = question();
        var of = new Question(north, asked.measure(), asked.interval(), asked.from(), asked.periods(), null);
        assertThat(disclosure.reason(north)).as("amounts are told").isNull();
        assertThat(new Quantities().of(known, of, disclosure))
                .extracting(one -> one.reason().code())
                .containsExactly(NoticeCode.OTHERS_WOULD_FOLLOW);
        assertThat(new Quantities().of(known, asked, disclosure))
                .extracting(Quantities.ProductForecast::reason)
                .containsOnlyNulls();
    }

    private static DealHistory inTeam(DealHistory deal, int[] few) {
        var north = deal.labels().owner().compareTo("o2") < 0;
        var counted = north || deal.open() && few[0]++ < 4 ? List.of(new Quantity(PIECES, 100)) : List.<Quantity>of();
        var labels = new Scope.Labels(deal.labels().owner(), north ? "north" : "south", "p", null, null);
        return new DealHistory(
                labels,
                deal.quoted(),
                deal.amount(),
                deal.enteredDay(),
                deal.wonDay(),
                deal.closeDates(),
                deal.visits(),
                Collections.nCopies(deal.visits().size(), labels),
                deal.paymentRecord(),
                List.of(),
                counted,
                counted);
    }

    /** Five open deals in cartons are too few, and pieces would tell of them as a difference if there were nothing else. */
    @Test
    void ofFewDealsOnlyWhatWasOrderedIsTold() {
        var open = new int[1];
        var known = Known.of(history(
                6,
                800,
                deal -> List.of(new Quantity(deal.open() && open[0]++ < 5 || !deal.open() ? CARTONS : PIECES, 10))));
        var quantities = ask(known);
        assertThat(quantities).extracting(Quantities.ProductForecast::of).containsExactly(CARTONS, PIECES);
        assertThat(quantities.get(0).forecast().openDeals()).isEqualTo(5);
        assertThat(quantities.get(0).reason().code()).isEqualTo(NoticeCode.FEW_OPEN);
        assertThat(quantities.get(1).reason().code()).isEqualTo(NoticeCode.OTHERS_WOULD_FOLLOW);
    }
}
