package dealflow.forecast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.forecast.accuracy.AccuracyReport.BaselineScores;
import dealflow.forecast.accuracy.AccuracyReport.Horizon;
import dealflow.forecast.accuracy.AccuracyReport.Score;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.notice.NoticeValues.BetterBaseline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The verdict says whether there is a track record, and where a simpler method has erred less. */
class VerdictTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void withoutATrackRecordItSaysWhy() {
        assertThat(verdict(Measure.BOOKINGS, BacktestJob.Status.RUNNING, null).code())
                .isEqualTo(NoticeCode.NO_BACKTEST);
        assertThat(verdict(Measure.BOOKINGS, BacktestJob.Status.FAILED, null).code())
                .isEqualTo(NoticeCode.BACKTEST_FAILED);
        var bookings = verdict(Measure.BOOKINGS, BacktestJob.Status.DONE, AccuracyReport.NONE);
        assertThat(bookings.code()).isEqualTo(NoticeCode.FEW_PAST_FORECASTS);
        assertThat(bookings.values()).isEqualTo(NoticeValues.ofMinimum(30));
        var receipts = verdict(Measure.RECEIPTS, BacktestJob.Status.DONE, AccuracyReport.NONE);
        assertThat(receipts.code()).isEqualTo(NoticeCode.FEW_PAST_FORECASTS_OF_RECEIPTS);
        assertThat(receipts.values()).isEqualTo(NoticeValues.ofMinimum(30, 10));
    }

    @Test
    void itNamesTheSimplerMethodsThatErredLess() {
        assertThat(verdict(horizon(1, 0.2, 0.3), horizon(2, 0.2, 0.2)).code()).isEqualTo(NoticeCode.MODEL_BETTER);
        var verdict = verdict(horizon(1, 0.2, 0.1), horizon(2, 0.2, 0.3));
        assertThat(verdict)
                .isEqualTo(new Notice(
                        NoticeCode.BASELINE_BETTER,
                        "lastPeriod has been better 1 ahead",
                        NoticeValues.ofBetter(List.of(new BetterBaseline(1, "lastPeriod")))));
    }

    private static Horizon horizon(int ahead, double model, double lastPeriod) {
        return new Horizon(ahead, 9, score(model), score(model), new BaselineScores(score(lastPeriod), null, null));
    }

    private static Score score(double wape) {
        return new Score(wape, 0.0, null);
    }

    private static Notice verdict(Horizon... horizons) {
        var report = new AccuracyReport(DAY, DAY, 9, List.of(horizons), horizons[0]);
        return verdict(Measure.BOOKINGS, BacktestJob.Status.DONE, report);
    }

    private static Notice verdict(Measure measure, BacktestJob.Status status, AccuracyReport report) {
        var job = new BacktestJob(
                new UUID(0, 1),
                "p",
                measure,
                Interval.MONTH,
                2,
                "olga",
                Instant.EPOCH,
                status,
                0,
                null,
                null,
                null,
                report);
        return AccuracyAnswer.of(Instant.EPOCH, job).verdict();
    }
}
