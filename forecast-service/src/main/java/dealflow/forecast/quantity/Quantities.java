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
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
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
import java.util.stream.Stream;

/**
 * Forecasts of quantities. When deals are won is what it is for amounts; how much a won one orders is learned from what deals of the
 * product ordered, and how wide intervals are from how bookings were forecast.
 */
@ApplicationScoped
public class Quantities {

    /**
     * Of one product in one unit.
     *
     * @param open what open deals are about, as it is quoted
     * @param reason why nothing may be said to be expected; null where it may
     */
    public record ProductForecast(
            Quantity.Counted of, Forecast forecast, double open, Amounts.Ratio ratio, Notice reason)
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
        var products = products(known, question);
        var worths = new HashMap<Quantity.Counted, QuantityWorths>();
        products.forEach((of, deals) -> worths.put(of, new QuantityWorths(estimates, of, deals)));
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
        var reasons = reasons(known, question, disclosure, products);
        return Forecaster.parts(model, question, series).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ProductForecast(
                        entry.getKey(),
                        entry.getValue(),
                        open(model.history(), question.scope(), entry.getKey(), products.get(entry.getKey())),
                        worths.get(entry.getKey()).ratio(),
                        reasons.get(entry.getKey())))
                .toList();
    }

    /** How much of it is in these deals, as far as they are open and of the scope. */
    private static double open(TrainingData history, Scope scope, Quantity.Counted of, List<DealHistory> deals) {
        return deals.stream()
                .filter(deal -> history.open(deal) && scope.includes(deal.labels()))
                .flatMap(deal -> deal.quotedQuantities().stream())
                .filter(quantity -> quantity.of().equals(of))
                .mapToDouble(Quantity::amount)
                .sum();
    }

    /** All deals of the pipeline that are or were about what is asked for: amounts, too, are learned from all. */
    private static Map<Quantity.Counted, List<DealHistory>> products(InformationSet known, Question question) {
        var products = new HashMap<Quantity.Counted, List<DealHistory>>();
        for (var deal : Deadline.over(known.model().history().lives())) {
            Stream.of(deal.quotedQuantities(), deal.quantities())
                    .flatMap(List::stream)
                    .map(Quantity::of)
                    .distinct()
                    .filter(of -> question.scope().allows(Label.PRODUCT, product(of)))
                    .forEach(of -> products.computeIfAbsent(of, any -> new ArrayList<>())
                            .add(deal));
        }
        return products;
    }

    private static Grouping.Group product(Quantity.Counted of) {
        return new Grouping.Group(of.product());
    }

    /**
     * The deals of a product and unit are held against those of wider questions. What else they are about does not matter: of a deal of two
     * products each has a quantity of its own, which no filter of products changes.
     */
    private static Map<Quantity.Counted, Notice> reasons(
            InformationSet known,
            Question question,
            Disclosure disclosure,
            Map<Quantity.Counted, List<DealHistory>> products) {
        var history = known.model().history();
        var scope = question.scope().without(Label.PRODUCT);
        var units = new HashMap<String, Map<Quantity.Counted, List<Scope.Labels>>>();
        var begun = new HashMap<Quantity.Counted, Integer>();
        products.forEach((of, deals) -> {
            units.computeIfAbsent(of.product(), any -> new HashMap<>())
                    .put(
                            of,
                            deals.stream()
                                    .filter(deal -> history.open(deal) && deal.isQuoting(of))
                                    .map(DealHistory::labels)
                                    .toList());
            begun.put(of, (int) deals.stream()
                    .filter(deal -> deal.enteredDay() >= 0 && scope.includes(deal.labels()))
                    .count());
        });
        var reasons = new HashMap<Quantity.Counted, Notice>();
        units.values().forEach(kinds -> reasons.putAll(disclosure.reasons(scope, kinds, begun)));
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
