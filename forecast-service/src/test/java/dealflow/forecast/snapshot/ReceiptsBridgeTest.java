package dealflow.forecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.PaymentRecord.Received;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Over random histories of orders and payments: what is explained of money is the difference of the forecasts, and nothing is left over. */
class ReceiptsBridgeTest {

    private static final int TODAY = RandomPipelines.TODAY;

    /** Orders that are paid, late, in part, given back, cancelled, repriced and on other terms, of all and of one owner. */
    @Test
    void theTermsSumToTheDifferenceOfAnyScope() {
        var random = new Random(4);
        var deals = new EnumMap<Term, Integer>(Term.class);
        for (var run = 0; run < 6; run++) {
            var history = RandomPipelines.history(500 + run, 1200);
            var earlier = TODAY - 2 - random.nextInt(50);
            var before = Known.of(history.asOf(earlier));
            var lives = happened(history, earlier, random);
            var after = Known.of(
                    run % 2 == 0 ? new TrainingData(lives, 2, TODAY) : new TrainingData(lives, 2, TODAY - 1, TODAY));
            // Last month, this one and the next.
            var from = JUNE.plusMonths(run % 3 - 1);
            for (var owner : new String[] {null, "o0", "o1"}) {
                var scope = new Scope(owner, null, null, null, null);
                var difference = expected(after, scope, from) - expected(before, scope, from);
                var terms = explain(before, after, scope, from, difference);
                assertThat(ForecastBridgeTest.sum(terms)).isCloseTo(difference, within(1e-6));
                // Everything was known in time, so that there is nothing to restate.
                assertThat(terms.get(Term.RESTATED).amount())
                        .as("run %d of %s", run, owner)
                        .isCloseTo(0, within(1e-6 * (1 + expected(before, scope, from))));
                terms.forEach((term, total) -> deals.merge(term, total.deals(), Integer::sum));
            }
        }
        assertThat(Term.of(Measure.RECEIPTS).stream()
                        .filter(term -> !List.of(Term.MODEL, Term.RESTATED, Term.REOPENED, Term.TRANSFERRED)
                                .contains(term)))
                .allSatisfy(term -> assertThat(deals.get(term)).as(term.name()).isPositive());
    }

    /** What happens to one in so many of the deals after a day. */
    private static List<DealHistory> happened(TrainingData history, int earlier, Random random) {
        var lives = new ArrayList<DealHistory>();
        for (var life : history.lives()) {
            var order = life.wonBefore(earlier);
            var meanwhile = earlier + random.nextInt(TODAY - earlier);
            var paid = life.paymentRecord().received();
            lives.add(
                    switch (random.nextInt(12)) {
                        case 0 -> order ? cancelled(life, meanwhile) : life;
                        case 1 -> priced(life, 1.4 * life.amount());
                        case 2 ->
                            paid(
                                    life,
                                    RandomPipelines.NET_30.equals(
                                                    life.paymentRecord().terms())
                                            ? new PaymentRecord("c3", RandomPipelines.SHIPPED, List.of(), paid)
                                            : new PaymentRecord("c4", RandomPipelines.NET_30, List.of(), paid));
                        case 3 -> order && !paid.isEmpty() ? received(life, meanwhile, -0.2 * life.amount()) : life;
                        case 4 -> order ? received(life, meanwhile, 0.1 * life.amount()) : life;
                        default -> life;
                    });
        }
        return lives;
    }

    private static DealHistory received(DealHistory life, int day, double amount) {
        var record = life.paymentRecord();
        var received = new ArrayList<>(record.received());
        received.add(new Received(day, amount));
        return paid(life, new PaymentRecord(record.customer(), record.terms(), record.milestones(), received));
    }

    private static DealHistory paid(DealHistory life, PaymentRecord record) {
        return with(life, life.amount(), life.wonDay(), life.visits(), record);
    }

    private static DealHistory priced(DealHistory life, double amount) {
        return with(life, amount, life.wonDay(), life.visits(), life.paymentRecord());
    }

    /** Open for a day again, and lost. */
    private static DealHistory cancelled(DealHistory life, int day) {
        var visits = new ArrayList<>(life.visits());
        visits.add(new Visit(1, day, day, 3));
        return with(life, life.amount(), -1, visits, life.paymentRecord());
    }

    private static DealHistory with(
            DealHistory life, double amount, int wonDay, List<Visit> visits, PaymentRecord record) {
        return new DealHistory(
                life.labels(), amount, amount, life.enteredDay(), wonDay, life.closeDates(), visits, record);
    }

    private static final int EARLIER = TODAY - 30;
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    /** What one order did, beside many that nothing happens to; each order is of 1000, won on May 1 and due on May 31. */
    private static Map<Term, ForecastBridge.Total> ofOne(
            UnaryOperator<DealHistory> was, UnaryOperator<DealHistory> is) {
        var others = RandomPipelines.history(7, 900).lives();
        var won = (int) LocalDate.of(2026, 5, 1).toEpochDay();
        var order = new DealHistory(
                new Scope.Labels("one", null, null, null, null),
                1000,
                1000,
                won - 20,
                won,
                List.of(),
                List.of(new Visit(0, won - 20, won, 2)),
                new PaymentRecord(null, RandomPipelines.NET_30, List.of(), List.of()));
        var first = new ArrayList<>(others);
        first.add(was.apply(order));
        var second = new ArrayList<>(others);
        second.add(is.apply(order));
        var before = Known.of(new TrainingData(first, 2, EARLIER));
        var after = Known.of(new TrainingData(second, 2, TODAY));
        var scope = new Scope("one", null, null, null, null);
        var bridge = ForecastBridgeTest.bridge(Measure.RECEIPTS, before, after, scope, JUNE);
        return bridge.explain(
                pairs -> pairs.accept(new UUID(0, 1), was.apply(order), is.apply(order)),
                expected(after, scope, JUNE) - expected(before, scope, JUNE));
    }

    private static UnaryOperator<DealHistory> paidOn(LocalDate day, double amount) {
        return order -> received(order, (int) day.toEpochDay(), amount);
    }

    private static List<Term> named(Map<Term, ForecastBridge.Total> terms) {
        return terms.entrySet().stream()
                .filter(term -> term.getValue().deals() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void moneyThatCameInThePeriodIsMoreThanWasExpectedOfIt() {
        var terms = ofOne(order -> order, paidOn(LocalDate.of(2026, 6, 3), 1000));
        assertThat(named(terms)).containsExactly(Term.PAID_WITHIN);
        assertThat(terms.get(Term.PAID_WITHIN).amount()).isPositive().isLessThan(1000);
        assertThat(terms.get(Term.PAID_WITHIN).face()).isEqualTo(1000);
    }

    @Test
    void moneyThatCameBeforeThePeriodNoLongerComesInIt() {
        var terms = ofOne(order -> order, paidOn(LocalDate.of(2026, 5, 28), 1000));
        assertThat(named(terms)).containsExactly(Term.PAID_OUTSIDE);
        assertThat(terms.get(Term.PAID_OUTSIDE).amount()).isNegative();
        assertThat(terms.get(Term.PAID_OUTSIDE).face()).isEqualTo(1000);
    }

    @Test
    void anOrderThatWaitsIsExpectedLater() {
        var terms = ofOne(order -> order, order -> order);
        assertThat(named(terms)).hasSize(1).first().isIn(Term.PAYMENT_LATER, Term.PAYMENT_SOONER);
        assertThat(terms.get(named(terms).get(0)).face()).isEqualTo(1000);
    }

    @Test
    void anOrderThatIsNoneAnyMoreIsCancelledAndWhatItPaidIsGivenBack() {
        var may = (int) LocalDate.of(2026, 5, 25).toEpochDay();
        var half = paidOn(LocalDate.of(2026, 5, 10), 500);
        var terms = ofOne(
                half, order -> cancelled(paidOn(LocalDate.of(2026, 6, 5), -500).apply(half.apply(order)), may));
        assertThat(named(terms)).containsExactly(Term.CANCELLED, Term.REFUNDED);
        assertThat(terms.get(Term.CANCELLED).amount()).isNegative();
        assertThat(terms.get(Term.REFUNDED).amount()).isEqualTo(-500);
    }

    /** With what it has brought: that counts nowhere any more. */
    @Test
    void anOrderThatWasNeverAnythingElseIsCancelled() {
        var terms = ForecastBridgeTest.ofGone(Measure.RECEIPTS, JUNE);
        assertThat(named(terms)).containsExactly(Term.CANCELLED);
        assertThat(terms.get(Term.CANCELLED).amount()).isBetween(-1000.0, -400.0);
        assertThat(terms.get(Term.CANCELLED).face()).isEqualTo(1000);
        assertThat(terms.get(Term.RESTATED).amount()).isCloseTo(0, within(1e-6));
    }

    @Test
    void otherTermsAndAnotherPriceStandApart() {
        var terms = ofOne(
                order -> order,
                order -> priced(
                        paid(order, new PaymentRecord(null, RandomPipelines.SHIPPED, List.of(), List.of())), 1300));
        assertThat(named(terms)).contains(Term.REPRICED, Term.TERMS_CHANGED);
        assertThat(terms.get(Term.REPRICED).face()).isEqualTo(300);
        assertThat(terms.get(Term.REPRICED).amount()).isPositive();
    }

    /** Money of before the earlier moment, and money that had never come. */
    @Test
    void whatWasKnownTooLateIsRestated() {
        var late = ofOne(order -> order, paidOn(LocalDate.of(2026, 5, 8), 1000));
        assertThat(named(late)).contains(Term.RESTATED).doesNotContain(Term.PAID_OUTSIDE, Term.PAID_WITHIN);
        assertThat(late.get(Term.RESTATED).face()).isZero();
        var mistaken = ofOne(paidOn(LocalDate.of(2026, 5, 9), 1000), order -> order);
        assertThat(named(mistaken)).contains(Term.RESTATED).doesNotContain(Term.PAID_OUTSIDE, Term.REFUNDED);
        assertThat(mistaken.get(Term.RESTATED).amount()).isPositive();
    }

    private static Map<Term, ForecastBridge.Total> explain(
            InformationSet before, InformationSet after, Scope scope, LocalDate from, double difference) {
        return ForecastBridgeTest.bridge(Measure.RECEIPTS, before, after, scope, from)
                .explain(ForecastBridgeTest.pairs(before, after), difference);
    }

    private static double expected(InformationSet known, Scope scope, LocalDate from) {
        return ForecastBridgeTest.expected(Measure.RECEIPTS, known, scope, from);
    }
}
