package dealflow.forecast.quantity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.ForecastAnswer.Telling;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Quantities by product and unit.
 *
 * @param dealsWithoutQuantity open deals without lines, which are in none of the numbers; null where these deals are not told
 */
public record QuantityAnswer(
        String pipeline,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        @Nullable Integer dealsWithoutQuantity,
        List<ProductQuantity> products)
        implements Tabular {

    private static final int DECIMALS = 6;

    private record Row(String product, String unit, @JsonUnwrapped QuantityPeriod period) {}

    /** A row for each product's period. */
    @Override
    public List<?> rows() {
        return products.stream()
                .flatMap(product ->
                        product.periods().stream().map(period -> new Row(product.product(), product.unit(), period)))
                .toList();
    }

    /**
     * One product in one unit; quantities of different units are not added up.
     *
     * @param unit null where the lines name none
     * @param openQuantity what open deals are about, as it is quoted
     * @param realisedToQuoted null where no order tells of it
     * @param reason why open, new and total are null; not there where they are told
     */
    public record ProductQuantity(
            String product,
            @Nullable String unit,
            @Nullable Integer openDeals,
            @Nullable @Schema(ref = "Decimal") String openQuantity,
            @Nullable RealisedToQuoted realisedToQuoted,
            List<QuantityPeriod> periods,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason,
            List<Notice> warnings) {}

    /**
     * What was ordered by what had been quoted.
     *
     * @param value drawn toward 1 where few deals tell
     * @param deals won ones of which both are known
     */
    public record RealisedToQuoted(double value, int deals) {}

    /** What was ordered: by how many deals, and how much. */
    public record Ordered(int count, @Schema(ref = "Decimal") String quantity) {}

    /** What was ordered in a period, and what will be: of open deals, of those not yet begun, and in all. */
    public record QuantityPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            Ordered closed,
            @Nullable Dist open,
            @Nullable @JsonProperty("new") Dist fresh,
            @Nullable Dist total) {}

    static QuantityAnswer of(
            InformationSet known, List<Quantities.ProductForecast> forecasts, Integer without, boolean deals) {
        return new QuantityAnswer(
                known.pipeline().key(),
                known.asOf(),
                known.freshAsOf(),
                without,
                forecasts.stream().map(one -> product(one, deals)).toList());
    }

    private static ProductQuantity product(Quantities.ProductForecast one, boolean deals) {
        var telling = new Telling(one.reason(), deals);
        var forecast = one.forecast();
        return new ProductQuantity(
                one.of().product(),
                one.of().unit(),
                telling.open() ? forecast.openDeals() : null,
                telling.open() ? fact(one.open()) : null,
                one.ratio().deals() == 0
                        ? null
                        : new RealisedToQuoted(
                                Figures.rounded(one.ratio().value()),
                                one.ratio().deals()),
                forecast.periods().stream()
                        .map(period -> period(period, telling.expected()))
                        .toList(),
                one.reason(),
                telling.open() ? forecast.warnings() : List.of());
    }

    private static Dist dist(Quantiles quantiles) {
        return new Dist(
                expected(quantiles.expected()),
                expected(quantiles.p10()),
                expected(quantiles.p50()),
                expected(quantiles.p90()));
    }

    /** With the decimals that lines may have. */
    private static String fact(double quantity) {
        return rounded(quantity, DECIMALS);
    }

    /** Of what is more than one unit, hundredths are enough. */
    private static String expected(double quantity) {
        return rounded(quantity, quantity < 1 ? DECIMALS : 2);
    }

    private static String rounded(double quantity, int decimals) {
        var rounded = BigDecimal.valueOf(quantity)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.toPlainString();
    }

    private static QuantityPeriod period(Forecast.Period period, boolean expected) {
        return new QuantityPeriod(
                period.name(),
                period.from(),
                period.to(),
                new Ordered(period.closedCount(), fact(period.closedAmount())),
                expected ? dist(period.open()) : null,
                expected ? dist(period.fresh()) : null,
                expected ? dist(period.total()) : null);
    }
}
