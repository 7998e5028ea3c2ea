package dealflow.forecast.accuracy;

import dealflow.edge.answer.Tabular;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.notice.NoticeValues.BetterBaseline;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How good forecasts have been; errors are in proportion to what came. */
public record AccuracyAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        @Schema(ref = "CalendarInterval") String interval,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        @Nullable BacktestProgress backtest,
        @Nullable LocalDate firstOrigin,
        @Nullable LocalDate lastOrigin,
        int origins,
        List<HorizonAccuracy> horizons,
        @Nullable HorizonAccuracy overall,
        @Nullable Notice verdict,
        @Nullable GivenAccuracy given)
        implements Tabular {

    /** Of the backtest, by how far ahead. */
    @Override
    public List<?> rows() {
        return horizons;
    }

    /**
     * The same of the daily snapshots, which are the forecasts that were given.
     *
     * @param snapshots of how many days a period has come to its end
     */
    public record GivenAccuracy(
            int snapshots,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            List<HorizonAccuracy> horizons,
            @Nullable HorizonAccuracy overall,
            @Nullable Notice verdict) {

        static GivenAccuracy of(AccuracyReport record, Integer ahead) {
            return new GivenAccuracy(
                    record.origins(),
                    record.first(),
                    record.last(),
                    rows(record, ahead),
                    record.overall() == null ? null : HorizonAccuracy.of(record.overall()),
                    record.overall() == null
                            ? new Notice(
                                    NoticeCode.NO_PAST_SNAPSHOT,
                                    "no daily snapshot has seen a whole period come to its end yet",
                                    NoticeValues.NONE)
                            : compared(record));
        }
    }

    /** The backtest that it comes from. */
    public record BacktestProgress(
            UUID id,
            BacktestJob.Status status,
            int processed,
            @Nullable Integer total,
            @Nullable String problem,
            Instant requestedAt,
            @Nullable Instant finishedAt) {

        static BacktestProgress of(BacktestJob job) {
            return new BacktestProgress(
                    job.id(),
                    job.status(),
                    job.processed(),
                    job.total(),
                    job.problem(),
                    job.requestedAt(),
                    job.finishedAt());
        }
    }

    /** @param better the simpler method that erred less; null where none did */
    public record HorizonAccuracy(
            @Nullable Integer horizon,
            int forecasts,
            AccuracyReport.Score open,
            AccuracyReport.Score total,
            AccuracyReport.BaselineScores baselines,
            @Nullable @Schema(ref = "Baseline") String better) {

        static HorizonAccuracy of(AccuracyReport.Horizon horizon) {
            return new HorizonAccuracy(
                    horizon.ahead() == 0 ? null : horizon.ahead(),
                    horizon.forecasts(),
                    horizon.open(),
                    horizon.total(),
                    horizon.baselines(),
                    horizon.better());
        }
    }

    /** Of the backtest alone. */
    static AccuracyAnswer of(Instant freshAsOf, BacktestJob job) {
        return of(job.requestedAt(), freshAsOf, job, null, null);
    }

    /**
     * @param given how the daily snapshots came out; null where that is not asked
     * @param ahead null for all horizons
     */
    static AccuracyAnswer of(Instant asOf, Instant freshAsOf, BacktestJob job, AccuracyReport given, Integer ahead) {
        var record = job.record() == null ? AccuracyReport.NONE : job.record();
        return new AccuracyAnswer(
                job.pipeline(),
                job.measure().name().toLowerCase(Locale.ROOT),
                job.interval().name().toLowerCase(Locale.ROOT),
                asOf,
                freshAsOf,
                BacktestProgress.of(job),
                record.first(),
                record.last(),
                record.origins(),
                rows(record, ahead),
                record.overall() == null ? null : HorizonAccuracy.of(record.overall()),
                verdict(job, record),
                given == null ? null : GivenAccuracy.of(given, ahead));
    }

    private static List<HorizonAccuracy> rows(AccuracyReport record, Integer ahead) {
        return record.horizons().stream()
                .filter(horizon -> ahead == null || horizon.ahead() == ahead)
                .map(HorizonAccuracy::of)
                .toList();
    }

    private static Notice verdict(BacktestJob job, AccuracyReport record) {
        if (job.status() == BacktestJob.Status.FAILED) {
            return new Notice(
                    NoticeCode.BACKTEST_FAILED, "the backtest failed, and its problem says why", NoticeValues.NONE);
        }
        if (job.status() != BacktestJob.Status.DONE) {
            return new Notice(
                    NoticeCode.NO_BACKTEST, "no backtest is done yet: one is under way, ask again", NoticeValues.NONE);
        }
        return record.overall() == null ? fewPastForecasts(job.measure()) : compared(record);
    }

    private static Notice fewPastForecasts(Measure measure) {
        var message =
                "not enough history: a forecast must have come to its end, made when at least %d deals had been won"
                        .formatted(RollingOrigin.MINIMUM_WINS);
        return measure == Measure.RECEIPTS
                ? new Notice(
                        NoticeCode.FEW_PAST_FORECASTS_OF_RECEIPTS,
                        message + " and %d payments received".formatted(RollingOrigin.MINIMUM_PAYMENTS),
                        NoticeValues.ofMinimum(RollingOrigin.MINIMUM_WINS, RollingOrigin.MINIMUM_PAYMENTS))
                : new Notice(
                        NoticeCode.FEW_PAST_FORECASTS, message, NoticeValues.ofMinimum(RollingOrigin.MINIMUM_WINS));
    }

    private static Notice compared(AccuracyReport record) {
        var better = record.horizons().stream()
                .filter(horizon -> horizon.better() != null)
                .map(horizon -> new BetterBaseline(horizon.ahead(), horizon.better()))
                .toList();
        if (better.isEmpty()) {
            return new Notice(
                    NoticeCode.MODEL_BETTER,
                    "the model has been better than each simpler method at every horizon",
                    NoticeValues.NONE);
        }
        var message = better.stream()
                .map(one -> "%s has been better %d ahead".formatted(one.baseline(), one.horizon()))
                .collect(Collectors.joining("; "));
        return new Notice(NoticeCode.BASELINE_BETTER, message, NoticeValues.ofBetter(better));
    }
}
