package dealflow.forecast.company;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.consumer.company.Conversion;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.company.CompanyAims.Committed;
import dealflow.forecast.company.CompanyAims.Wanted;
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
import java.util.Objects;
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

    /**
     * What came in a period and what is to come; null where that is not told.
     *
     * @param target of the whole the sum of the pipelines'; null where one has none, as each pipeline tells
     * @param gap what is expected to be missing of the target; below 0 where more is expected
     * @param chanceOfTarget of all deals together, of the whole as its percentiles are drawn; null where they are too few to be a population
     * @param call what was committed to last; null where nobody has, and of periods that are cumulated
     */
    public record CompanyPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            Closed closed,
            @Nullable Dist open,
            @Nullable @JsonProperty("new") Dist fresh,
            @Nullable Dist total,
            @Nullable @Schema(ref = "Decimal") String target,
            @Nullable @Schema(ref = "Decimal") String gap,
            @Nullable Double chanceOfTarget,
            @Nullable CompanyCall call) {}

    /**
     * The latest call of each pipeline about the same deals, whoever made it, added up.
     *
     * @param bestCase with the commitment of those who named none
     * @param called of how many pipelines; of the others nothing is in it
     */
    public record CompanyCall(
            @Schema(ref = "Decimal") String commit, @Schema(ref = "Decimal") String bestCase, int called) {}

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
    static PipelineForecast part(
            String pipeline, Forecast forecast, List<Wanted> wanted, Conversion rate, Notice reason, boolean deals) {
        var told = reason == null || deals;
        var count = forecast.periods().size();
        return new PipelineForecast(
                pipeline,
                rate,
                forecast.calibrated(),
                told ? forecast.openDeals() : null,
                periods(forecast, forecast.periods(), wanted.subList(0, count), rate, reason == null),
                periods(forecast, forecast.cumulative(), wanted.subList(count, 2 * count), rate, reason == null),
                reason,
                told ? forecast.warnings() : List.of());
    }

    private static List<CompanyPeriod> periods(
            Forecast forecast, List<Forecast.Period> periods, List<Wanted> wanted, Conversion rate, boolean expected) {
        var result = new ArrayList<CompanyPeriod>();
        for (var i = 0; i < periods.size(); i++) {
            var period = periods.get(i);
            var target = wanted.get(i).target();
            var total = expected ? dist(rate, period.total()) : null;
            result.add(new CompanyPeriod(
                    period.name(),
                    period.from(),
                    period.to(),
                    new Closed(period.closedCount(), in(rate, period.closedAmount())),
                    expected ? dist(rate, period.open()) : null,
                    expected ? dist(rate, period.fresh()) : null,
                    total,
                    Figures.amount(target),
                    gap(target, total),
                    !expected || target == null
                            ? null
                            : Figures.rounded(forecast.progress(
                                            period,
                                            target.doubleValue() / rate.rate().doubleValue())
                                    .chance()),
                    call(List.of(wanted.get(i)))));
        }
        return result;
    }

    private static String gap(BigDecimal target, Dist total) {
        return target == null || total == null
                ? null
                : Figures.amount(target.subtract(new BigDecimal(total.expected())));
    }

    private static CompanyCall call(List<Wanted> wanted) {
        var calls = wanted.stream().map(Wanted::call).filter(Objects::nonNull).toList();
        return calls.isEmpty()
                ? null
                : new CompanyCall(
                        Figures.amount(calls.stream().map(Committed::commit).reduce(BigDecimal.ZERO, BigDecimal::add)),
                        Figures.amount(
                                calls.stream().map(Committed::bestCase).reduce(BigDecimal.ZERO, BigDecimal::add)),
                        calls.size());
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

    /** One of the pipelines that are added up, and what is wanted of each of its periods, and then up to each. */
    record Part(PipelineForecast forecast, List<Wanted> wanted) {}

    /**
     * The sum: what came and what is expected is that of the parts, to the cent; percentiles are drawn together.
     *
     * @param before what is wanted of pipelines without deals yet, of which nothing is expected
     * @param cumulative which of the two lists of periods
     * @param together of each of its periods; null where that is not told
     * @param population whether the deals are enough for a chance
     */
    static List<CompanyPeriod> sums(
            List<Part> parts,
            List<List<Wanted>> before,
            boolean cumulative,
            List<PredictiveDistribution> together,
            boolean population) {
        var sums = new ArrayList<CompanyPeriod>();
        var count = parts.get(0).forecast().periods().size();
        for (var i = 0; i < count; i++) {
            var place = i;
            var own = parts.stream()
                    .map(Part::forecast)
                    .map(part -> cumulative ? part.cumulative() : part.periods())
                    .map(periods -> periods.get(place))
                    .toList();
            var number = cumulative ? count + i : i;
            var wanted = parts.stream().map(part -> part.wanted().get(number)).toList();
            var more = before.stream().map(part -> part.get(number)).toList();
            sums.add(sum(own, wanted, more, together == null ? null : together.get(i), population));
        }
        return sums;
    }

    private static CompanyPeriod sum(
            List<CompanyPeriod> own,
            List<Wanted> wanted,
            List<Wanted> more,
            PredictiveDistribution drawn,
            boolean population) {
        var first = own.get(0);
        var closed = sum(own, period -> period.closed().amount());
        var target = target(wanted, more);
        var total = drawn == null
                ? null
                : dist(drawn.total().plus(closed.doubleValue()), sum(own, period -> period.total()
                        .expected()));
        return new CompanyPeriod(
                first.period(),
                first.from(),
                first.to(),
                new Closed(
                        own.stream().mapToInt(period -> period.closed().count()).sum(), Figures.amount(closed)),
                drawn == null
                        ? null
                        : dist(drawn.open(), sum(own, period -> period.open().expected())),
                drawn == null
                        ? null
                        : dist(drawn.fresh(), sum(own, period -> period.fresh().expected())),
                total,
                Figures.amount(target),
                gap(target, total),
                drawn == null || target == null || !population
                        ? null
                        : Figures.rounded(drawn.reaches(target.subtract(closed).doubleValue())),
                call(Stream.concat(wanted.stream(), more.stream()).toList()));
    }

    /** None where one with deals has none. */
    private static BigDecimal target(List<Wanted> wanted, List<Wanted> more) {
        return wanted.stream().anyMatch(one -> one.target() == null)
                ? null
                : Stream.concat(wanted.stream(), more.stream())
                        .map(Wanted::target)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
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
