package dealflow.forecast.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.forecast.Forecast;
import dealflow.forecast.Forecasts;
import dealflow.forecast.Knowledge;
import dealflow.forecast.Question;
import dealflow.forecast.Spread;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The answer of a forecast; amounts are decimal strings in {@code currency}. */
public record ForecastAnswer(
        String pipeline,
        String measure,
        String currency,
        Instant asOf,
        Instant dataFreshAsOf,
        Model model,
        List<Period> periods,
        List<Period> cumulative,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Group> groups,
        List<String> warnings) {

    /** The same for the deals of one group; without a name, for those that have none. */
    public record Group(String group, int openDeals, List<Period> periods, List<Period> cumulative) {}

    /**
     * How it was computed, and from how many deals.
     *
     * @param resolvedForecasts how many past forecasts of the same kind the width of the intervals rests on
     * @param coverage the share of these that their p10 to p90 held; null without any
     */
    public record Model(
            String method, boolean calibrated, int openDeals, int wins, int resolvedForecasts, Double coverage) {}

    public record Period(
            String period,
            LocalDate from,
            LocalDate to,
            Closed closed,
            Dist open,
            @JsonProperty("new") Dist fresh,
            Dist total,
            String target,
            String gap,
            Baselines baselines) {}

    public record Closed(int count, String amount) {}

    public record Dist(String expected, String p10, String p50, String p90) {}

    public record Baselines(String lastPeriod, String meanOfThree, String stageWeighted) {}

    static ForecastAnswer of(
            Knowledge known, Question question, Forecast forecast, List<Forecasts.GroupForecast> groups) {
        return new ForecastAnswer(
                known.pipeline().key(),
                question.measure().name().toLowerCase(Locale.ROOT),
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                new Model(
                        "semi-markov",
                        forecast.calibrated(),
                        forecast.openDeals(),
                        forecast.wins(),
                        forecast.resolved(),
                        forecast.covered()),
                forecast.periods().stream().map(ForecastAnswer::period).toList(),
                forecast.cumulative().stream().map(ForecastAnswer::period).toList(),
                groups == null
                        ? null
                        : groups.stream().map(ForecastAnswer::group).toList(),
                forecast.warnings());
    }

    private static Group group(Forecasts.GroupForecast group) {
        var forecast = group.forecast();
        return new Group(
                group.group(),
                forecast.openDeals(),
                forecast.periods().stream().map(ForecastAnswer::period).toList(),
                forecast.cumulative().stream().map(ForecastAnswer::period).toList());
    }

    private static Period period(Forecast.Period period) {
        var naive = period.naive();
        return new Period(
                period.name(),
                period.from(),
                period.to(),
                new Closed(period.closedCount(), amount(period.closedAmount())),
                dist(period.open()),
                dist(period.fresh()),
                dist(period.total()),
                null,
                null,
                naive == null
                        ? null
                        : new Baselines(
                                amount(naive.lastPeriod()),
                                amount(naive.meanOfThree()),
                                amount(naive.stageWeighted())));
    }

    private static Dist dist(Spread spread) {
        return new Dist(amount(spread.expected()), amount(spread.p10()), amount(spread.p50()), amount(spread.p90()));
    }

    private static String amount(Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
