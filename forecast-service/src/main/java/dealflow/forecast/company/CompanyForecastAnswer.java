package dealflow.forecast.company;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.consumer.company.Conversion;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Figures.Closed;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.model.PredictiveDistribution;
import dealflow.forecast.notice.Notice;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A forecast of several pipelines, and of each of them; amounts are decimal strings in {@code currency}.
 *
 * @param reason why nothing is expected of all together; null where it is
 */
public record CompanyForecastAnswer(
        @Schema(ref = "Measure") String measure,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        CompanyModel model,
        List<CompanyPeriod> periods,
        List<CompanyPeriod> cumulative,
        List<PipelineForecast> pipelines,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
        implements Tabular {

    /**
     * How intervals were drawn together.
     *
     * @param commonDrift how far the drift of any two pipelines goes together, from 0 to 1; null where it is not told
     * @param pairedForecasts how many past forecasts of two pipelines, of the same day and window, it was learned from
     */
    public record CompanyModel(@Nullable Double commonDrift, @Nullable Integer pairedForecasts) {}

    /** What came in a period and what is to come; null where that is not told. */
    public record CompanyPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            Closed closed,
            @Nullable Dist open,
            @Nullable @JsonProperty("new") Dist fresh,
            @Nullable Dist total) {}

    /**
     * One of the pipelines, in the currency of the whole.
     *
     * @param rate at which its amounts were converted
     * @param calibrated whether the width of its intervals rests on enough past forecasts
     * @param openDeals null where it is not told
     * @param reason why nothing is expected of it; null where it is
     */
    public record PipelineForecast(
            String pipeline,
            Conversion rate,
            boolean calibrated,
            @Nullable Integer openDeals,
            List<CompanyPeriod> periods,
            List<CompanyPeriod> cumulative,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason,
            List<Notice> warnings) {}

    /** @param pipeline null for all of them together */
    private record CompanyRow(String pipeline, @JsonUnwrapped CompanyPeriod period) {}

    @Override
    public List<?> rows() {
        return Stream.concat(
                        periods.stream().map(period -> new CompanyRow(null, period)),
                        pipelines.stream().flatMap(part -> part.periods().stream()
                                .map(period -> new CompanyRow(part.pipeline(), period))))
                .toList();
    }

    /** @param deals whether how many are open may be told, whatever is expected of them */
    static PipelineForecast part(String pipeline, Forecast forecast, Conversion rate, Notice reason, boolean deals) {
        var told = reason == null || deals;
        return new PipelineForecast(
                pipeline,
                rate,
                forecast.calibrated(),
                told ? forecast.openDeals() : null,
                periods(forecast.periods(), rate, reason == null),
                periods(forecast.cumulative(), rate, reason == null),
                reason,
                told ? forecast.warnings() : List.of());
    }

    private static List<CompanyPeriod> periods(List<Forecast.Period> periods, Conversion rate, boolean expected) {
        return periods.stream()
                .map(period -> new CompanyPeriod(
                        period.name(),
                        period.from(),
                        period.to(),
                        new Closed(period.closedCount(), in(rate, period.closedAmount())),
                        expected ? dist(rate, period.open()) : null,
                        expected ? dist(rate, period.fresh()) : null,
                        expected ? dist(rate, period.total()) : null))
                .toList();
    }

    private static Dist dist(Conversion rate, Quantiles quantiles) {
        return new Dist(
                in(rate, quantiles.expected()),
                in(rate, quantiles.p10()),
                in(rate, quantiles.p50()),
                in(rate, quantiles.p90()));
    }

    private static String in(Conversion rate, double amount) {
        return Figures.amount(amount * rate.rate().doubleValue());
    }

    /**
     * The sum: what came and what is expected is that of the parts, to the cent; percentiles are drawn together.
     *
     * @param list one of the two lists of periods
     * @param together of each of its periods; null where that is not told
     */
    static List<CompanyPeriod> sums(
            List<PipelineForecast> parts,
            Function<PipelineForecast, List<CompanyPeriod>> list,
            List<PredictiveDistribution> together) {
        var sums = new ArrayList<CompanyPeriod>();
        for (var i = 0; i < list.apply(parts.get(0)).size(); i++) {
            var place = i;
            var own = parts.stream().map(part -> list.apply(part).get(place)).toList();
            var count = own.stream().mapToInt(period -> period.closed().count()).sum();
            var closed = sum(own, period -> period.closed().amount());
            var first = own.get(0);
            var drawn = together == null ? null : together.get(i);
            sums.add(new CompanyPeriod(
                    first.period(),
                    first.from(),
                    first.to(),
                    new Closed(count, Figures.amount(closed)),
                    drawn == null
                            ? null
                            : dist(drawn.open(), sum(own, period -> period.open()
                                    .expected())),
                    drawn == null
                            ? null
                            : dist(drawn.fresh(), sum(own, period -> period.fresh()
                                    .expected())),
                    drawn == null
                            ? null
                            : dist(drawn.total().plus(closed.doubleValue()), sum(own, period -> period.total()
                                    .expected()))));
        }
        return sums;
    }

    private static BigDecimal sum(List<CompanyPeriod> periods, Function<CompanyPeriod, String> amount) {
        return periods.stream().map(amount).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Dist dist(Quantiles drawn, BigDecimal expected) {
        return new Dist(
                Figures.amount(expected),
                Figures.amount(drawn.p10()),
                Figures.amount(drawn.p50()),
                Figures.amount(drawn.p90()));
    }
}
