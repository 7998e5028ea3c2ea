package dealflow.forecast.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.Known;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a forecast says that a reader should know before relying on it. */
class WarningsTest {

    private static final Scope.Labels LI = new Scope.Labels("li", null, null, null, null);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final int TODAY = (int) DAY.toEpochDay();

    private final List<DealHistory> lives = new ArrayList<>();

    @Test
    void ofFewWinsTheNumbersAreRough() {
        won(29, 1000);
        assertThat(warnings())
                .contains(new Notice(
                        NoticeCode.FEW_WINS,
                        "not enough history: 29 deals won, 30 wanted; the numbers are rough",
                        NoticeValues.ofCount(29, 30)));
        won(1, 1000);
        assertThat(codes(warnings())).doesNotContain(NoticeCode.FEW_WINS);
    }

    @Test
    void pastDaysThatAreNotThereYetAreCounted() {
        won(100, 1000);
        assertThat(codes(warnings())).doesNotContain(NoticeCode.PAST_DAYS_PENDING);
        var history = new TrainingData(lives, 1, TODAY);
        var pending = new Forecaster(Model.fit(history, days -> List.of()), Scope.ALL)
                .forecast(Interval.MONTH, DAY, 1)
                .warnings();
        assertThat(pending).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(NoticeCode.PAST_DAYS_PENDING);
            assertThat(warning.values().count())
                    .isPositive()
                    .isEqualTo(warning.values().total());
        });
    }

    @Test
    void dealsWithoutAmountAreCounted() {
        won(100, 1000);
        won(2, Double.NaN);
        lives.add(new DealHistory(
                LI, Double.NaN, Double.NaN, TODAY - 5, -1, List.of(), List.of(new Visit(0, TODAY - 5, Visit.OPEN, 0))));
        assertThat(warnings())
                .contains(new Notice(
                        NoticeCode.OPEN_DEALS_WITHOUT_AMOUNT,
                        "one open deal without amount: what its product, or all, usually brought stands for each in what is expected",
                        NoticeValues.ofCount(1)));
        var known = Known.of(new TrainingData(lives, 1, TODAY));
        assertThat(known.measured(Measure.RECEIPTS, Scope.ALL).warnings())
                .contains(new Notice(
                        NoticeCode.ORDERS_ESTIMATED,
                        "2 orders without amount: what such deals usually bring stands for each in what is expected, and nothing in what is owed",
                        NoticeValues.ofCount(2)));
    }

    /** So many more, one a day, each won after ten days. */
    private void won(int deals, double amount) {
        for (var i = 0; i < deals; i++) {
            var day = TODAY - 20 - lives.size();
            lives.add(new DealHistory(
                    LI, amount, amount, day, day + 10, List.of(), List.of(new Visit(0, day, day + 10, 1))));
        }
    }

    private List<Notice> warnings() {
        return new Forecaster(Model.fit(new TrainingData(lives, 1, TODAY)), Scope.ALL)
                .forecast(Interval.MONTH, DAY, 1)
                .warnings();
    }

    private static List<NoticeCode> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).toList();
    }
}
