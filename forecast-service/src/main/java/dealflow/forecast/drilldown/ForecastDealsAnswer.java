package dealflow.forecast.drilldown;

import dealflow.contract.deal.ProductMix;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.drilldown.ForecastDeals.Found;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.measure.DealPart;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The deals behind one of a forecast's numbers, by their ids.
 *
 * @param period in which they closed; null for what is open or owed
 * @param count how many there are on all pages
 * @param amount what they count with, on all pages
 * @param withoutAmount how many of them count with nothing, since nobody has said their amount
 */
public record ForecastDealsAnswer(
        String pipeline,
        Instant asOf,
        @Schema(ref = "Measure") String measure,
        @Schema(ref = "DealPart") String part,
        @Nullable String period,
        String currency,
        int count,
        @Schema(ref = "Decimal") String amount,
        int withoutAmount,
        List<Item> items,
        @Nullable String next)
        implements Tabular {

    /**
     * One deal. How likely it is, is told of no deal.
     *
     * @param amount what it counts with; null where nobody has said it
     * @param product several with commas between
     * @param wonOn null where it is not won
     */
    @Schema(name = "ForecastDeal")
    public record Item(
            UUID deal,
            @Nullable @Schema(ref = "Decimal") String amount,
            String owner,
            @Nullable String team,
            @Nullable String product,
            @Nullable String source,
            @Nullable String region,
            @Nullable LocalDate wonOn) {

        static Item of(Found found) {
            var labels = found.deal().labels();
            return new Item(
                    found.id(),
                    Double.isNaN(found.amount()) ? null : Figures.amount(found.amount()),
                    labels.owner(),
                    labels.team(),
                    labels.product() == null ? null : String.join(", ", ProductMix.products(labels.product())),
                    labels.source(),
                    labels.region(),
                    found.deal().won() ? LocalDate.ofEpochDay(found.deal().wonDay()) : null);
        }
    }

    /** @param after the id behind which the page begins; null for the first */
    static ForecastDealsAnswer of(
            InformationSet known,
            Measure measure,
            DealPart part,
            NamedPeriod period,
            List<Found> found,
            UUID after,
            int most) {
        var page = found.stream()
                .filter(each -> after == null || each.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Found::id))
                .limit(most + 1L)
                .toList();
        return new ForecastDealsAnswer(
                known.pipeline().key(),
                known.asOf(),
                Parameters.name(measure),
                Parameters.name(part),
                period == null ? null : period.name(),
                known.pipeline().currency(),
                found.size(),
                Figures.amount(found.stream()
                        .mapToDouble(Found::amount)
                        .filter(amount -> !Double.isNaN(amount))
                        .sum()),
                (int) found.stream().filter(each -> Double.isNaN(each.amount())).count(),
                page.stream().limit(most).map(Item::of).toList(),
                page.size() > most ? page.get(most - 1).id().toString() : null);
    }

    @Override
    public List<?> rows() {
        return items;
    }
}
