package dealflow.forecast.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.RandomPipelines;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.Window;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receipts against what they mean: enumeration and simulation that share no code with them. */
class ReceiptsTest {

    private static final Scope ALL = Scope.ALL;
    private static final LocalDate TODAY = LocalDate.ofEpochDay(RandomPipelines.TODAY);

    private final InformationSet known = Known.of(RandomPipelines.history(11, 3000));

    @Test
    void orderAndLagConvolveAsInASimulation() {
        var random = new Random(5);
        var won = new double[101];
        var paid = new double[100];
        for (var day = 0; day < 100; day++) {
            won[day + 1] = won[day] + random.nextDouble() / 200;
            paid[day] = Math.min(1, (day == 0 ? 0 : paid[day - 1]) + random.nextDouble() / 40);
        }
        var orders = new PaymentConvolution.Orders(100);
        orders.add(PaymentConvolution.daily(won), 1, 1, 1);
        var expected = orders.paid(paid).open(new Window(20, 70)).mean();
        var runs = 400_000;
        var inside = 0;
        for (var run = 0; run < runs; run++) {
            var order = draw(won, random.nextDouble(), 1);
            var lag = draw(paid, random.nextDouble(), 0);
            if (order >= 0 && lag >= 0 && order + lag >= 20 && order + lag < 70) {
                inside++;
            }
        }
        assertThat(expected).isCloseTo(inside / (double) runs, within(0.003));
        assertThat(PaymentConvolution.part(won, paid, new Window(20, 70))).isCloseTo(expected, within(1e-12));
    }

    /** The day on which a cumulative chance passes the random number; -1 for never. */
    private static int draw(double[] cumulative, double random, int shift) {
        for (var i = shift; i < cumulative.length; i++) {
            if (random < cumulative[i]) {
                return i - shift;
            }
        }
        return -1;
    }

    @Test
    void whatIsOwedIsConditionedOnItsAge() {
        // Fifty orders paid after 0 to 49 days each, and one more that has waited 20 days.
        var lives = new java.util.ArrayList<DealHistory>();
        for (var lag = 0; lag < 50; lag++) {
            lives.add(won(RandomPipelines.TODAY - 100, RandomPipelines.TODAY - 100 + lag));
        }
        lives.add(won(RandomPipelines.TODAY - 20, -1));
        var owed = Known.of(new TrainingData(lives, 2, RandomPipelines.TODAY));
        var habits = PaymentBehaviour.of(owed.model().history());
        var receivables = new Receivables(habits, owed.model().history());
        lives.forEach(life -> receivables.add(life, life.amount()));
        // Of the thirty that waited so long, ten were paid in the next ten days; the open one itself has one day's
        // weight.
        assertThat(receivables.within(new Window(0, 10)).mean()).isCloseTo(1000.0 / 3, within(20.0));
        assertThat(receivables.byAge())
                .filteredOn(bucket -> bucket.count() > 0)
                .singleElement()
                .satisfies(bucket -> {
                    assertThat(bucket.age()).isEqualTo(Receivables.Age.DUE_0_TO_30_DAYS);
                    assertThat(bucket.amount()).isEqualTo(1000);
                });
    }

    private static DealHistory won(int day, int paidOn) {
        return new DealHistory(
                new Scope.Labels("o", null, null, null, null),
                1000,
                1000,
                day - 5,
                day,
                List.of(),
                List.of(new Visit(0, day - 5, day, 2)),
                new PaymentRecord(
                        null,
                        List.of(),
                        List.of(),
                        paidOn < 0 ? List.of() : List.of(new PaymentRecord.Received(paidOn, 1000))));
    }

    /** Everything ordered is paid in the end, less what is given back: no instalment is lost between the milestones. */
    @Test
    void allOfTheOrderIsPaidInTheEnd() {
        var habits = known.behaviour();
        for (var terms : List.of(RandomPipelines.SHIPPED, RandomPipelines.NET_30)) {
            var paid = habits.paidAfter(new PaymentBehaviour.Profile(terms, null), 1200);
            assertThat(paid[1199]).isBetween(0.9, 1.0 + 1e-9);
            assertThat(IntStream.range(1, 1200).allMatch(day -> paid[day] >= paid[day - 1] - 1e-12))
                    .isTrue();
        }
    }

    @Test
    void habitsOfAllCustomersAreThoseLearnedWithoutTellingThemApart() {
        var alike = PaymentBehaviour.ofAllCustomers(known.model().history());
        var again = known.behaviour().ofAllCustomers();
        for (var terms : List.of(RandomPipelines.SHIPPED, RandomPipelines.NET_30)) {
            for (var customer : List.of("c1", "c2")) {
                var profile = new PaymentBehaviour.Profile(terms, customer);
                assertThat(again.paidAfter(profile, 300)).isEqualTo(alike.paidAfter(profile, 300));
                assertThat(known.behaviour().paidAfter(profile, 300)).isNotEqualTo(alike.paidAfter(profile, 300));
            }
        }
        assertThat(again.refunded()).isEqualTo(alike.refunded());
    }

    @Test
    void aSlippedOrderMovesItsCash() {
        var habits = known.behaviour();
        var paid = habits.paidAfter(new PaymentBehaviour.Profile(RandomPipelines.NET_30, null), 300);
        var early = new double[301];
        var late = new double[301];
        java.util.Arrays.fill(early, 11, 301, 1);
        java.util.Arrays.fill(late, 41, 301, 1);
        assertThat(PaymentConvolution.part(early, paid, new Window(30, 60)))
                .isCloseTo(PaymentConvolution.part(late, paid, new Window(60, 90)), within(1e-12));
    }

    @Test
    void periodsCumulatedAndGroupsAddUp() {
        for (var measure : Measure.values()) {
            var months = forecast(measure, Interval.MONTH, 12).periods();
            var quarters = forecast(measure, Interval.QUARTER, 2);
            // The first quarter begins with April, two months before today's.
            var first = new Forecaster(known.model(), known.measured(measure, ALL))
                    .forecast(new Question(ALL, measure, Interval.MONTH, LocalDate.of(2026, 4, 1), 6, null));
            for (var quarter = 0; quarter < 2; quarter++) {
                var sum = 0.0;
                for (var month = 0; month < 3; month++) {
                    sum += first.periods().get(3 * quarter + month).total().expected();
                }
                assertThat(quarters.periods().get(quarter).total().expected()).isCloseTo(sum, within(1e-6 * sum));
            }
            var cumulative = forecast(measure, Interval.MONTH, 12).cumulative();
            var running = 0.0;
            for (var i = 0; i < 12; i++) {
                running += months.get(i).total().expected();
                assertThat(cumulative.get(i).total().expected()).isCloseTo(running, within(1e-6 * running));
            }
            for (var by : Label.values()) {
                var groups = known.grouped(measure, ALL, by).values();
                var window = new Window(10, 150);
                var whole = known.measured(measure, ALL);
                var open = groups.stream()
                        .mapToDouble(group -> group.open(window).mean())
                        .sum();
                var fresh = groups.stream()
                        .mapToDouble(group -> group.fresh(window).mean())
                        .sum();
                var closed = groups.stream()
                        .mapToDouble(
                                group -> group.closed(0, RandomPipelines.TODAY).amount())
                        .sum();
                assertThat(open).isCloseTo(whole.open(window).mean(), within(1e-6 * open));
                assertThat(fresh).isCloseTo(whole.fresh(window).mean(), within(1e-6 * fresh));
                assertThat(closed)
                        .isCloseTo(whole.closed(0, RandomPipelines.TODAY).amount(), within(1e-6 * closed));
            }
        }
    }

    /** Where every order is paid on its day, receipts are bookings. */
    @Test
    void withoutALagReceiptsAreBookings() {
        var lives = RandomPipelines.history(12, 2000).lives().stream()
                .map(life -> new DealHistory(
                        life.labels(),
                        life.quoted(),
                        life.amount(),
                        life.enteredDay(),
                        life.wonDay(),
                        List.of(),
                        life.visits(),
                        new PaymentRecord(
                                null,
                                List.of(),
                                List.of(),
                                life.won()
                                        ? List.of(new PaymentRecord.Received(life.wonDay(), life.amount()))
                                        : List.of())))
                .toList();
        var known = Known.of(new TrainingData(lives, 2, RandomPipelines.TODAY));
        var window = new Window(5, 120);
        var booked = known.measured(Measure.BOOKINGS, ALL);
        var paid = known.measured(Measure.RECEIPTS, ALL);
        assertThat(paid.open(window).mean())
                .isCloseTo(
                        booked.open(window).mean(), within(booked.open(window).mean() / 1000));
        assertThat(paid.fresh(window).mean())
                .isCloseTo(
                        booked.fresh(window).mean(), within(booked.fresh(window).mean() / 1000));
    }

    private Forecast forecast(Measure measure, Interval interval, int periods) {
        return new Forecaster(known.model(), known.measured(measure, ALL))
                .forecast(new Question(ALL, measure, interval, TODAY, periods, null));
    }
}
