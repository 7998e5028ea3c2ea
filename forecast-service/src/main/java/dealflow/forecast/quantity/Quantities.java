package dealflow.forecast.quantity;

import dealflow.forecast.amount.Amounts;
import dealflow.forecast.answer.Disclosure;
import dealflow.forecast.answer.Forecast;
import dealflow.forecast.answer.Forecaster;
import dealflow.forecast.estimate.QuantityWorths;
import dealflow.forecast.estimate.Subpopulation;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.Quantity;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.BookingsSeries;
import dealflow.forecast.measure.Question;
import dealflow.forecast.measure.RevenueSeries;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forecasts of quantities. When deals are won is what it is for amounts; how much a won one orders is learned from what deals of the
 * product ordered, and how wide intervals are from how bookings were forecast.
 */
@ApplicationScoped
public class Quantities {

    /**
     * Of one product in one unit.
     *
     * @param reason why nothing may be said to be expected; null where it may
     */
    public record ProductForecast(Quantity.Counted of, Forecast forecast, Amounts.Ratio ratio, Notice reason)
            implements ComputationCache.Sized {

        @Override
        public long bytes() {
            return forecast.bytes();
        }
    }

    /** What is kept of a question. */
    private record Of(Question question) {}

    /** All products that deals of the scope are about, in order. */
    public List<ProductForecast> of(InformationSet known, Question question, Disclosure disclosure) {
        return known.memo().of(new Of(question), () -> computed(known, question, disclosure));
    }

    private static List<ProductForecast> computed(InformationSet known, Question question, Disclosure disclosure) {
        var model = known.model();
        var estimates = model.estimates();
        var worths = new TreeMap<Quantity.Counted, QuantityWorths>();
        about(known, question).forEach((of, deals) -> worths.put(of, new QuantityWorths(estimates, of, deals)));
        var series = new HashMap<Quantity.Counted, RevenueSeries>();
        Subpopulation.<Quantity.Counted>byWorth(estimates, (deal, visitor) -> {
                    if (question.scope().includes(deal.labels())) {
                        for (var quantity : QuantityWorths.known(model.history(), deal)) {
                            var own = worths.get(quantity.of());
                            if (own != null) {
                                visitor.accept(quantity.of(), own.of(deal));
                            }
                        }
                    }
                })
                .forEach((of, portion) ->
                        series.put(of, new BookingsSeries(portion, model.bookings(), model.history())));
        var reasons = reasons(question, disclosure, series);
        return Forecaster.parts(model, question, series).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ProductForecast(
                        entry.getKey(),
                        entry.getValue(),
                        worths.get(entry.getKey()).ratio(),
                        reasons.get(entry.getKey())))
                .toList();
    }

    /** All deals of the pipeline that are about what is asked for: amounts, too, are learned from all. */
    private static Map<Quantity.Counted, List<DealHistory>> about(InformationSet known, Question question) {
        var history = known.model().history();
        var about = new HashMap<Quantity.Counted, List<DealHistory>>();
        for (var deal : history.lives()) {
            Deadline.check();
            for (var quantity : QuantityWorths.known(history, deal)) {
                if (question.scope().allows(Label.PRODUCT, product(quantity.of()))) {
                    about.computeIfAbsent(quantity.of(), any -> new ArrayList<>())
                            .add(deal);
                }
            }
        }
        return about;
    }

    private static Grouping.Group product(Quantity.Counted of) {
        return new Grouping.Group(of.product());
    }

    /** What holds of a product's amounts holds of its quantities, and of each of its units beside the others. */
    private static Map<Quantity.Counted, Notice> reasons(
            Question question, Disclosure disclosure, Map<Quantity.Counted, RevenueSeries> series) {
        var ofProducts = disclosure.reasons(question.scope(), Label.PRODUCT);
        var units = new HashMap<String, Map<Quantity.Counted, Integer>>();
        series.forEach((of, own) ->
                units.computeIfAbsent(of.product(), any -> new HashMap<>()).put(of, own.openDeals()));
        var reasons = new HashMap<Quantity.Counted, Notice>();
        units.forEach((product, sizes) -> reasons.putAll(disclosure.reasons(sizes)));
        series.keySet().forEach(of -> {
            var reason = ofProducts.get(product(of));
            if (reason != null && !disclosure.isSmall(series.get(of).openDeals())) {
                reasons.put(of, reason);
            }
        });
        return reasons;
    }

    /** How many open deals of the scope are about no quantity, and so in none of the numbers. */
    public int withoutQuantity(InformationSet known, Question question) {
        var history = known.model().history();
        return (int) history.lives().stream()
                .filter(deal -> history.open(deal)
                        && question.scope().includes(deal.labels())
                        && deal.quotedQuantities().isEmpty())
                .count();
    }
}
