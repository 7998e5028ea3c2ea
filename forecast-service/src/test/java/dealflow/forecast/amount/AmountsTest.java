package dealflow.forecast.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dealflow.forecast.Known;
import dealflow.forecast.answer.Entries;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.calendar.DayTotals;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.Model;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.planning.Cohort;
import dealflow.forecast.receipts.ReceiptsSeries;
import dealflow.forecast.receipts.Receivables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What came is what is known, and no single amount makes a forecast. */
class AmountsTest {

    private static final Scope.Labels LI = new Scope.Labels("li", null, null, null, null);
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 6);
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);
    private static final int TODAY = (int) LocalDate.of(2026, 11, 29).toEpochDay();

    private static List<NoticeCode> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).toList();
    }

    @Test
    void aHugeDealThatWasLostMovesNothing() {
        var usual = december(deals());
        var forecast = december(with(ended(1e8, LocalDate.of(2026, 10, 1), 1, false)));
        assertThat(total(usual)).isCloseTo(2247.10, within(0.01));
        assertThat(total(forecast)).isCloseTo(2250, within(75.0));
        assertThat(forecast.periods().get(0).total().p90()).isLessThan(5000);
        assertThat(forecast.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(NoticeCode.LARGE_DEALS);
            assertThat(warning.message()).startsWith("one deal far larger than what is");
            assertThat(warning.values()).isEqualTo(NoticeValues.ofCount(1));
        });
        assertThat(usual.warnings()).isEmpty();
    }

    @Test
    void aHugeDealThatIsOpenCountsByItselfButMakesNoOthers() {
        var day = (int) LocalDate.of(2026, 11, 20).toEpochDay();
        var usual = december(with(open(1000, day)));
        var forecast = december(with(open(1e8, day)));
        assertThat(forecast.periods().get(0).fresh().expected())
                .isCloseTo(usual.periods().get(0).fresh().expected(), within(100.0));
        assertThat(forecast.openAmount()).isCloseTo(usual.openAmount() - 1000 + 1e8, within(1.0));
        assertThat(codes(forecast.warnings())).contains(NoticeCode.LARGE_OPEN_DEALS);
    }

    @Test
    void aHugeDealThatWasWonMovesTheFutureALittle() {
        var usual = december(with(ended(1000, LocalDate.of(2026, 10, 1), 30, true)));
        var forecast = december(with(ended(1e8, LocalDate.of(2026, 10, 1), 30, true)));
        assertThat(total(forecast)).isCloseTo(total(usual), within(0.05 * total(usual)));
        assertThat(codes(forecast.warnings())).contains(NoticeCode.LARGE_DEALS);
    }

    @Test
    void oneMistypedQuoteMovesNoRatio() {
        var lives = deals();
        lives.add(new DealHistory(
                LI, 1e8, 1000, TODAY - 60, TODAY - 30, List.of(), List.of(new Visit(0, TODAY - 60, TODAY - 30, 1))));
        var open = open(1000, TODAY - 5);
        assertThat(new Amounts(new TrainingData(lives, 1, TODAY)).of(open)).isBetween(950.0, 1000.0);
    }

    /** Ordinary heavy tails keep their mean: a fence that cut them would promise too little always. */
    @Test
    void theFenceLeavesOrdinaryAmountsAlone() {
        var random = new Random(1);
        for (var deviation : new double[] {0.5, 1, 1.5}) {
            double all = 0, fenced = 0;
            for (var sample = 0; sample < 200; sample++) {
                var logs = random.doubles(100)
                        .map(any -> deviation * random.nextGaussian())
                        .toArray();
                var fence = Fence.of(logs);
                for (var log : logs) {
                    all += Math.exp(log);
                    fenced += Math.exp(fence.within(log));
                }
            }
            assertThat(fenced / all).as("deviation " + deviation).isBetween(0.98, 1.0 + 1e-9);
        }
    }

    @Test
    void threeOfAKindAreNoSlipAndOneIs() {
        var small = IntStream.range(0, 97).mapToDouble(i -> Math.log(50 + i % 10));
        var logs = java.util.stream.DoubleStream.concat(
                        small, IntStream.range(0, 3).mapToDouble(i -> Math.log(27_000)))
                .toArray();
        assertThat(Math.exp(Fence.of(logs).high())).isGreaterThanOrEqualTo(26_999);
        logs[99] = logs[98] = Math.log(60);
        assertThat(Math.exp(Fence.of(logs).high())).isLessThan(300);
    }

    @Test
    void quotesThatNeverBecomeOrdersMakeNoMoney() {
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < 310; i++) {
            // Each third is won, for 1,000; of the lost ones every other was never quoted, and the rest for twice as
            // much.
            var won = i % 3 == 0;
            var quote = won ? 1000 : i % 2 == 0 ? 2000 : Double.NaN;
            var deal = ended(quote, LocalDate.ofEpochDay(TODAY - 310 + i), 9, won);
            lives.add(deal.last().left() < TODAY ? deal : open(quote, deal.enteredDay()));
        }
        var fresh = new Forecaster(Model.fit(new TrainingData(lives, 1, TODAY)), Scope.ALL)
                .forecast(Interval.MONTH, LocalDate.of(2027, 1, 1), 1)
                .periods()
                .get(0)
                .fresh();
        // One deal a day, and a third of them is won: 31 thirds of a thousand.
        assertThat(fresh.expected()).isCloseTo(31 * 1000 / 3.0, within(1000.0));
    }

    @Test
    void anOrderWithoutAmountIsClosedForNothingAndSaysSo() {
        var march = (int) LocalDate.of(2026, 3, 1).toEpochDay();
        var june = (int) LocalDate.of(2026, 6, 10).toEpochDay();
        var lives = List.of(
                new DealHistory(
                        LI,
                        Double.NaN,
                        Double.NaN,
                        march,
                        march + 9,
                        List.of(),
                        List.of(new Visit(0, march, march + 9, 1))),
                new DealHistory(LI, 1e6, 1e6, june - 5, june, List.of(), List.of(new Visit(0, june - 5, june, 1))));
        var known = Known.of(new TrainingData(lives, 1, june + 30));
        var forecast = new Forecaster(known.model(), Scope.ALL).forecast(Interval.MONTH, LocalDate.of(2026, 3, 1), 1);

        assertThat(forecast.periods().get(0).closed()).isEqualTo(new DayTotals.Total(1, 0, 0));
        assertThat(codes(forecast.warnings())).contains(NoticeCode.ORDERS_WITHOUT_AMOUNT);

        var owed = ((ReceiptsSeries) known.measured(Measure.RECEIPTS, Scope.ALL)).owed();
        assertThat(owed.byAge().stream().mapToDouble(Receivables.Bucket::amount).sum())
                .isEqualTo(1e6);
        assertThat(owed.byAge().stream().mapToInt(Receivables.Bucket::count).sum())
                .isEqualTo(1);
        assertThat(codes(owed.warnings())).containsExactly(NoticeCode.OWED_WITHOUT_AMOUNT);

        var actuals = known.actuals(Measure.BOOKINGS).between(march, june + 1, june + 1);
        assertThat(actuals[0]).isEqualTo(1e6);

        var cohort = Cohort.of(
                known,
                Scope.ALL,
                Measure.BOOKINGS,
                new Entries(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 7, 1)));
        assertThat(cohort.entered()).isEqualTo(new DayTotals.Total(1, 0, 0));
        assertThat(cohort.closed()).isEqualTo(new DayTotals.Total(1, 0, 0));
        assertThat(codes(cohort.warnings())).contains(NoticeCode.ORDERS_WITHOUT_AMOUNT);
    }

    @Test
    void simplerMethodsStandOnKnownAmounts() {
        var lives = deals();
        // In each of the last three months one more was won, without amount.
        for (var month = 8; month <= 10; month++) {
            var day = (int) LocalDate.of(2026, month, 10).toEpochDay();
            lives.add(new DealHistory(
                    LI, Double.NaN, Double.NaN, day - 5, day, List.of(), List.of(new Visit(0, day - 5, day, 1))));
        }
        assertThat(december(lives).periods().get(0).naive())
                .isEqualTo(december(deals()).periods().get(0).naive());
    }

    private static double total(Forecast forecast) {
        return forecast.periods().get(0).total().expected();
    }

    private static Forecast december(List<DealHistory> lives) {
        return new Forecaster(Model.fit(new TrainingData(lives, 1, TODAY)), Scope.ALL)
                .forecast(Interval.MONTH, DECEMBER, 1);
    }

    private static List<DealHistory> with(DealHistory deal) {
        var lives = deals();
        lives.add(deal);
        return lives;
    }

    /** 230 deals, one every third day, of 1,000 each: each fourth is won after 30 days, the others are lost after 20. */
    private static List<DealHistory> deals() {
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < 230; i++) {
            var begins = FIRST.plusDays(3L * i);
            var won = i % 4 == 0;
            var deal = ended(1000, begins, won ? 30 : 20, won);
            lives.add(deal.last().left() < TODAY ? deal : open(1000, deal.enteredDay()));
        }
        return lives;
    }

    private static DealHistory ended(double amount, LocalDate begins, int days, boolean won) {
        var day = (int) begins.toEpochDay();
        var visits = List.of(new Visit(0, day, day + days, won ? 1 : 2));
        return new DealHistory(LI, amount, amount, day, won ? day + days : -1, List.of(), visits);
    }

    private static DealHistory open(double amount, int day) {
        return new DealHistory(LI, amount, amount, day, -1, List.of(), List.of(new Visit(0, day, Visit.OPEN, 0)));
    }
}
