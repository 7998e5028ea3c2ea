package dealflow.forecast.snapshot;

import dealflow.edge.answer.Tabular;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.http.Figures;
import dealflow.forecast.measure.Measure;
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
     * @param isAmount likewise; an order that never was in the funnel and is none any more is not known either
     * @param wonOn null where it is not won
     * @param face what of the term's is this deal's
     * @param paidOn when it was paid something last, as far as that is known at the later moment; null where it was not, and of bookings
     */
    public record ChangedDeal(
            UUID deal,
            @Schema(ref = "ChangeReason") String term,
            @Nullable @Schema(ref = "Decimal") String wasAmount,
            @Nullable @Schema(ref = "Decimal") String isAmount,
            @Nullable String wasOwner,
            @Nullable String owner,
            @Nullable LocalDate wonOn,
            @Nullable @Schema(ref = "Decimal") String face,
            @Nullable LocalDate paidOn) {

        /** @param seen whether the caller may see the deal as it is now, if there is anything to see */
        static ChangedDeal of(ForecastBridge.Changed changed, Measure measure, boolean seen) {
            var was = changed.was();
            var is = changed.is();
            var shown = seen && is != null;
            return new ChangedDeal(
                    changed.deal(),
                    changed.term().key(),
                    was == null ? null : said(was),
                    shown ? said(is) : null,
                    was == null ? null : was.labels().owner(),
                    shown ? is.labels().owner() : null,
                    !shown || is.wonDay() < 0 ? null : LocalDate.ofEpochDay(is.wonDay()),
                    seen ? Figures.amount(changed.face()) : null,
                    shown && measure == Measure.RECEIPTS ? lastPaid(is) : null);
        }

        private static LocalDate lastPaid(DealHistory deal) {
            var last = deal.paymentRecord().received().stream()
                    .filter(payment -> payment.amount() > 0)
                    .mapToInt(PaymentRecord.Received::day)
                    .max();
            return last.isEmpty() ? null : LocalDate.ofEpochDay(last.getAsInt());
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
