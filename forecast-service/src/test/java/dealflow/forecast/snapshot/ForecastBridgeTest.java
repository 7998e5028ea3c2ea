package dealflow.forecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Over random histories: what is explained is the difference of the forecasts themselves, and nothing is left over. */
class ForecastBridgeTest {

    private static final Scope ALL = Scope.ALL;

    @Test
    void theTermsSumToTheDifference() {
        var random = new Random(2);
        var deals = new EnumMap<Term, Integer>(Term.class);
        for (var run = 0; run < 6; run++) {
            var history = RandomPipelines.history(100 + run, 1200);
            var earlier = RandomPipelines.TODAY - 2 - random.nextInt(60);
            var before = Known.of(history.asOf(earlier));
            var lives = repriced(history, earlier, random);
            // Every other time in the morning, when some of the day is known already.
            var after = Known.of(
                    run % 2 == 0
                            ? lives
                            : new TrainingData(
                                    lives.lives(), lives.stages(), RandomPipelines.TODAY - 1, RandomPipelines.TODAY));
            var from = LocalDate.ofEpochDay(RandomPipelines.TODAY - 20 + random.nextInt(60))
                    .withDayOfMonth(1);
            var difference = expected(after, from) - expected(before, from);
            var terms = explain(before, after, from, difference);
            assertThat(sum(terms)).isCloseTo(difference, within(1e-6));
            // Everything was known in time, so that there is nothing to restate.
            assertThat(terms.get(Term.RESTATED).amount()).isCloseTo(0, within(1e-6 * expected(after, from) + 1e-6));
            terms.forEach((term, total) -> deals.merge(term, total.deals(), Integer::sum));
        }
        for (var term : List.of(Term.NEW, Term.WON, Term.LOST, Term.SLIPPED, Term.PULLED_IN, Term.REPRICED)) {
            assertThat(deals.get(term)).as(term.name()).isPositive();
        }
    }

    /** Of each owner's deals, of whom some have come from somebody else and some have gone: nothing is left over here either. */
    @Test
    void theTermsOfAScopeSumToItsDifference() {
        var random = new Random(9);
        var transferred = 0;
        for (var run = 0; run < 3; run++) {
            var history = RandomPipelines.history(300 + run, 1200);
            var earlier = RandomPipelines.TODAY - 30;
            var before = Known.of(history.asOf(earlier));
            var after = Known.of(transferred(history, random));
            var from = LocalDate.ofEpochDay(RandomPipelines.TODAY).withDayOfMonth(1);
            for (var owner : List.of("o0", "o1", "o2", "o3")) {
                var scope = new Scope(owner, null, null, null, null);
                var difference = expected(after, scope, from) - expected(before, scope, from);
                var terms = explain(before, after, scope, from, difference);
                assertThat(sum(terms)).isCloseTo(difference, within(1e-6));
                assertThat(Math.abs(terms.get(Term.RESTATED).amount())).isLessThan(0.02 * expected(after, scope, from));
                transferred += terms.get(Term.TRANSFERRED).deals();
            }
        }
        assertThat(transferred).isPositive();
    }

    /** Every fifth deal belongs to the next owner now. */
    private static TrainingData transferred(TrainingData history, Random random) {
        var lives = history.lives().stream()
                .map(life -> random.nextInt(5) > 0
                        ? life
                        : new DealHistory(
                                new Scope.Labels(
                                        "o" + random.nextInt(4),
                                        life.labels().team(),
                                        life.labels().product(),
                                        null,
                                        life.labels().region()),
                                life.quoted(),
                                life.amount(),
                                life.enteredDay(),
                                life.wonDay(),
                                life.closeDates(),
                                life.visits(),
                                life.paymentRecord()))
                .toList();
        return new TrainingData(lives, history.stages(), history.today());
    }

    @Test
    void nothingHappensInNoTime() {
        var known = Known.of(RandomPipelines.history(7, 800));
        var terms = explain(known, known, LocalDate.of(2026, 7, 1), 0);
        assertThat(terms.values())
                .allSatisfy(total -> assertThat(total.amount()).isCloseTo(0, within(1e-9)));
    }

    @Test
    void whatWasLearnedLaterOfThePastIsRestated() {
        var known = Known.of(RandomPipelines.history(7, 800));
        var terms = explain(known, known, LocalDate.of(2026, 7, 1), 123.45);
        assertThat(terms.get(Term.RESTATED).amount()).isCloseTo(123.45, within(1e-6));
    }

    /** Nothing is known of it at the later moment, and it is the deal of a term all the same. */
    @Test
    void anOrderThatWasNeverInTheFunnelAndIsNoneAnyMoreIsNamed() {
        var terms = ofGone(Measure.BOOKINGS, LocalDate.of(2026, 5, 1));
        assertThat(terms.get(Term.LOST)).isEqualTo(new ForecastBridge.Total(1, -1000, 1000));
        assertThat(terms.get(Term.RESTATED).amount()).isCloseTo(0, within(1e-6));
    }

    /** An order of 1000 that was won on May 3, 400 of which were paid on June 2. */
    static Map<Term, ForecastBridge.Total> ofGone(Measure measure, LocalDate from) {
        var others = RandomPipelines.history(7, 900).lives();
        var won = (int) LocalDate.of(2026, 5, 3).toEpochDay();
        var paid = new PaymentRecord.Received((int) LocalDate.of(2026, 6, 2).toEpochDay(), 400);
        var order = new DealHistory(
                new Scope.Labels("one", null, null, null, null),
                Double.NaN,
                1000,
                -1,
                won,
                List.of(),
                List.of(),
                new PaymentRecord(null, RandomPipelines.NET_30, List.of(), List.of(paid)));
        var first = new ArrayList<>(others);
        first.add(order);
        var before = Known.of(new TrainingData(first, 2, RandomPipelines.TODAY - 10));
        var after = Known.of(new TrainingData(others, 2, RandomPipelines.TODAY));
        var scope = new Scope("one", null, null, null, null);
        var difference = expected(measure, after, scope, from) - expected(measure, before, scope, from);
        return bridge(measure, before, after, scope, from)
                .explain(pairs -> pairs.accept(new UUID(0, 1), order, null), difference);
    }

    private static Map<Term, ForecastBridge.Total> explain(
            InformationSet before, InformationSet after, LocalDate from, double difference) {
        return explain(before, after, ALL, from, difference);
    }

    private static Map<Term, ForecastBridge.Total> explain(
            InformationSet before, InformationSet after, Scope scope, LocalDate from, double difference) {
        return bridge(Measure.BOOKINGS, before, after, scope, from).explain(pairs(before, after), difference);
    }

    /** Of the month that begins on a day. */
    static ForecastBridge bridge(
            Measure measure, InformationSet before, InformationSet after, Scope scope, LocalDate from) {
        return ForecastBridge.of(measure, before, after, scope, (int) from.toEpochDay(), (int)
                from.plusMonths(1).toEpochDay());
    }

    /** Two histories of the same deals, place by place. */
    static Consumer<Models.Pairs> pairs(InformationSet before, InformationSet after) {
        var was = before.model().history().lives();
        var is = after.model().history().lives();
        return pairs -> {
            for (var i = 0; i < is.size(); i++) {
                pairs.accept(new UUID(0, i), was.get(i), is.get(i));
            }
        };
    }

    static double sum(Map<Term, ForecastBridge.Total> terms) {
        return terms.values().stream().mapToDouble(ForecastBridge.Total::amount).sum();
    }

    private static double expected(InformationSet known, LocalDate from) {
        return expected(known, ALL, from);
    }

    private static double expected(InformationSet known, Scope scope, LocalDate from) {
        return expected(Measure.BOOKINGS, known, scope, from);
    }

    static double expected(Measure measure, InformationSet known, Scope scope, LocalDate from) {
        return new Forecaster(known.model(), known.measured(measure, scope))
                .forecast(new Question(scope, measure, Interval.MONTH, from, 1, null))
                .periods()
                .get(0)
                .total()
                .expected();
    }

    /** Every tenth deal that is open at both moments has another amount at the later one. */
    private static TrainingData repriced(TrainingData history, int earlier, Random random) {
        var lives = new ArrayList<DealHistory>();
        for (var life : history.lives()) {
            var open = life.visitAt(earlier) != null && life.visitAt(history.today()) != null;
            var amount = open && random.nextInt(3) == 0 ? life.amount() * 1.5 : life.amount();
            lives.add(new DealHistory(
                    life.labels(),
                    amount,
                    amount,
                    life.enteredDay(),
                    life.wonDay(),
                    life.closeDates(),
                    life.visits(),
                    life.paymentRecord()));
        }
        return new TrainingData(lives, history.stages(), history.today());
    }
}
