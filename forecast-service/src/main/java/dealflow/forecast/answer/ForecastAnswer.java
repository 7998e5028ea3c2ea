package dealflow.forecast.answer;

import static dealflow.forecast.http.Figures.amount;
import static dealflow.forecast.http.Figures.closed;
import static dealflow.forecast.http.Figures.dist;
import static dealflow.forecast.http.Figures.rounded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.http.Figures.Closed;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.target.Aim;
import dealflow.forecast.target.Call;
import dealflow.forecast.target.TargetTree;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of a forecast; amounts are decimal strings in {@code currency}.
 *
 * @param overlap that a deal may be in several groups, and what that means; null where it cannot
 */
public record ForecastAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        ForecastModel model,
        List<ForecastPeriod> periods,
        List<ForecastPeriod> cumulative,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ForecastGroup> groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice overlap,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason,
        List<Notice> warnings)
        implements Tabular {

    private static final Notice OVERLAP = new Notice(
            NoticeCode.PRODUCTS_OVERLAP,
            "a deal of several products counts in each of them, so that counts add up to more than the deals; its amount is divided as "
                    + "its lines' amounts are, so that amounts add up to the whole",
            NoticeValues.NONE);

    /** One group's period in a table. */
    private record GroupRow(String group, @JsonUnwrapped ForecastPeriod period) {}

    /** The periods, or with groups each group's. */
    @Override
    public List<?> rows() {
        return groups == null
                ? periods
                : groups.stream()
                        .flatMap(group -> group.periods().stream().map(period -> new GroupRow(group.group(), period)))
                        .toList();
    }

    /**
     * What may be told.
     *
     * @param reason why nothing is said to be expected; null where it is
     * @param deals whether the caller may see the deals themselves
     */
    public record Telling(Notice reason, boolean deals) {

        /** Whether anything is said to be expected. */
        public boolean expected() {
            return reason == null;
        }

        /** Whether open deals are counted. */
        public boolean open() {
            return deals || reason == null;
        }
    }

    /**
     * The same for the deals of one group; without a name, for those that have none.
     *
     * @param hasBelow of teams, whether others are below it, which it stands for, too; null where no team is a part of another
     */
    public record ForecastGroup(
            @Nullable String group,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean hasBelow,
            @Nullable Integer openDeals,
            List<ForecastPeriod> periods,
            List<ForecastPeriod> cumulative,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason) {}

    /**
     * How it was computed, and from how many deals.
     *
     * @param resolvedForecasts how many past forecasts of the same kind the width of the intervals rests on
     * @param coverage the share of these that their p10 to p90 held; null without any
     */
    public record ForecastModel(
            @Schema(enumeration = "semi-markov") String method,
            boolean calibrated,
            @Nullable Integer openDeals,
            int wins,
            int resolvedForecasts,
            @Nullable Double coverage) {}

    /**
     * @param targetOf `own` where the target was set, `sum` where it is the sum of those of the teams and people below
     * @param gap what is expected to be missing of the target; below 0 where more is expected
     * @param coverage the amount of the open deals by what is missing of the target today
     * @param chanceOfTarget of all deals together; null where they are too few to be a population, and of groups: ask about the group itself
     * @param calls what people commit to, beside what was computed: the latest of each author
     */
    public record ForecastPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            Closed closed,
            @Nullable Dist open,
            @Nullable @JsonProperty("new") Dist fresh,
            @Nullable Dist total,
            @Nullable @Schema(ref = "Decimal") String target,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"own", "sum"}) String targetOf,
            @Nullable @Schema(ref = "Decimal") String gap,
            @Nullable Double coverage,
            @Nullable Double chanceOfTarget,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PeriodCall> calls,
            @Nullable Baselines baselines) {}

    /** What somebody says that the period brings in all. */
    public record PeriodCall(
            @Schema(ref = "Decimal") String commit,
            @Nullable @Schema(ref = "Decimal") String bestCase,
            @Nullable String reason,
            String author,
            Instant madeAt) {}

    public record Baselines(
            @Nullable @Schema(ref = "Decimal") String lastPeriod,
            @Nullable @Schema(ref = "Decimal") String meanOfThree,
            @Nullable @Schema(ref = "Decimal") String stageWeighted) {}

    static ForecastAnswer of(
            InformationSet known,
            Question question,
            Forecast forecast,
            Telling telling,
            List<ForecastGroup> groups,
            boolean overlap,
            TargetTree targets,
            List<Call> calls) {
        return new ForecastAnswer(
                known.pipeline().key(),
                question.measure().name().toLowerCase(Locale.ROOT),
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                new ForecastModel(
                        "semi-markov",
                        forecast.calibrated(),
                        telling.open() ? forecast.openDeals() : null,
                        forecast.wins(),
                        forecast.resolved(),
                        forecast.covered()),
                periods(forecast, telling, question, targets, calls),
                cumulative(forecast, telling, question, targets),
                groups,
                overlap ? OVERLAP : null,
                telling.reason,
                telling.open() ? forecast.warnings() : List.of());
    }

    private static List<ForecastPeriod> periods(
            Forecast forecast, Telling telling, Question question, TargetTree targets, List<Call> calls) {
        var periods = new ArrayList<ForecastPeriod>();
        for (var i = 0; i < forecast.periods().size(); i++) {
            var period = forecast.periods().get(i);
            var own = calls.stream()
                    .filter(call -> call.period().equals(period.name()))
                    .map(call -> new PeriodCall(
                            amount(call.commit()),
                            amount(call.bestCase()),
                            call.reason(),
                            call.author(),
                            call.madeAt()))
                    .toList();
            periods.add(period(forecast, period, telling, targets.of(question, i), own));
        }
        return periods;
    }

    /** The target so far is that of all periods so far. */
    private static List<ForecastPeriod> cumulative(
            Forecast forecast, Telling telling, Question question, TargetTree targets) {
        var periods = new ArrayList<ForecastPeriod>();
        Aim sum = null;
        for (var i = 0; i < forecast.cumulative().size(); i++) {
            var own = targets.of(question, i);
            sum = i == 0 ? own : Aim.sum(sum, own);
            periods.add(period(forecast, forecast.cumulative().get(i), telling, sum, List.of()));
        }
        return periods;
    }

    /** @param own the question, about this group alone */
    static ForecastGroup group(
            Forecasts.GroupForecast group, Boolean hasBelow, Question own, Telling telling, TargetTree targets) {
        var forecast = group.forecast();
        return new ForecastGroup(
                group.group(),
                hasBelow,
                telling.open() ? forecast.openDeals() : null,
                periods(forecast, telling, own, targets, List.of()),
                cumulative(forecast, telling, own, targets),
                telling.reason);
    }

    private static ForecastPeriod period(
            Forecast forecast, Forecast.Period period, Telling telling, Aim aim, List<PeriodCall> calls) {
        var progress = aim == null ? null : forecast.progress(period, aim.value());
        var naive = period.naive();
        var expected = telling.expected();
        return new ForecastPeriod(
                period.name(),
                period.from(),
                period.to(),
                closed(period.closed()),
                expected ? dist(period.open()) : null,
                expected ? dist(period.fresh()) : null,
                expected ? dist(period.total()) : null,
                aim == null ? null : amount(aim.value()),
                aim == null ? null : aim.of(),
                progress == null || !expected ? null : amount(progress.gap()),
                progress == null || !telling.open() ? null : rounded(progress.coverage()),
                progress == null || !expected ? null : rounded(progress.chance()),
                calls,
                naive == null
                        ? null
                        : new Baselines(
                                amount(naive.lastPeriod()),
                                amount(naive.meanOfThree()),
                                expected ? amount(naive.stageWeighted()) : null));
    }
}
