package dealflow.forecast.snapshot;

import dealflow.edge.answer.Tabular;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.http.Figures;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The deals behind one term of a change, by their ids; their histories tell the events. */
public record ChangedDealsAnswer(String pipeline, String period, List<ChangedDeal> items, @Nullable String next)
        implements Tabular {

    /**
     * One deal, as it was known at the two moments. How likely it is, is told of no deal. What is somebody else's now is told as it was.
     *
     * @param wasAmount null where nobody had said it, or the deal was not known
     * @param wonOn null where it is not won
     */
    public record ChangedDeal(
            UUID deal,
            @Schema(ref = "ChangeReason") String term,
            @Nullable @Schema(ref = "Decimal") String wasAmount,
            @Nullable @Schema(ref = "Decimal") String isAmount,
            @Nullable String wasOwner,
            @Nullable String owner,
            @Nullable LocalDate wonOn) {

        /** @param seen whether the caller may see the deal as it is now */
        static ChangedDeal of(ForecastBridge.Term term, UUID deal, DealHistory was, DealHistory is, boolean seen) {
            return new ChangedDeal(
                    deal,
                    ChangesAnswer.name(term),
                    was == null ? null : said(was),
                    seen ? said(is) : null,
                    was == null ? null : was.labels().owner(),
                    seen ? is.labels().owner() : null,
                    !seen || is.wonDay() < 0 ? null : LocalDate.ofEpochDay(is.wonDay()));
        }

        private static String said(DealHistory deal) {
            return Double.isNaN(deal.amount()) ? null : Figures.amount(deal.amount());
        }
    }

    @Override
    public List<?> rows() {
        return items;
    }
}
