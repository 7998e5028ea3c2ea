package dealflow.forecast.target;

import dealflow.contract.payment.Money;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.target.TargetResource.FurtherTarget;
import dealflow.forecast.target.TargetResource.TargetChange;
import dealflow.forecast.target.TargetResource.TargetItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a list of targets; what does not fit is refused by its place.
 *
 * @param currency the pipeline's
 */
record TargetParameters(String currency, Periods periods) {

    private static final int MOST = 10_000;
    private static final int MOST_DEALS = 1_000_000;
    private static final int LABEL = 200;
    private static final Pattern FIELD = Pattern.compile("[a-z][a-zA-Z0-9-]{0,39}:.{1,200}");

    /** All of {@code items}, and then of {@code further}. */
    List<Target> checked(TargetChange change) {
        if (change == null || change.items() == null) {
            throw new InvalidParameterException("items", "is needed: the list of targets");
        }
        checkSize("items", change.items().size());
        var targets = new ArrayList<Target>();
        var seen = new HashSet<List<Object>>();
        for (var i = 0; i < change.items().size(); i++) {
            var field = "items[" + i + "]";
            add(targets, seen, field, target(field, change.items().get(i)));
        }
        if (change.further() != null) {
            checkSize("further", targets.size() + change.further().size());
            for (var i = 0; i < change.further().size(); i++) {
                var field = "further[" + i + "]";
                add(targets, seen, field, target(field, change.further().get(i)));
            }
        }
        return targets;
    }

    private static void checkSize(String field, int size) {
        if (size > MOST) {
            throw new InvalidParameterException(
                    field, "must be at most %d targets, items and further together".formatted(MOST));
        }
    }

    private static void add(List<Target> targets, HashSet<List<Object>> seen, String field, Target target) {
        var identity = Arrays.<Object>asList(target.metric(), target.measure(), target.period(), target.labels());
        if (!seen.add(identity)) {
            throw new InvalidParameterException(field, "is there twice");
        }
        targets.add(target);
    }

    private Target target(String field, TargetItem item) {
        checkWhen(field, item == null ? null : item.period());
        checkAmount(field, item.amount());
        checkLabel(field + ".team", item.team());
        checkLabel(field + ".owner", item.owner());
        return new Target(
                measure(item.measure()),
                item.period(),
                item.team(),
                item.owner(),
                item.amount().amount());
    }

    private Target target(String field, FurtherTarget item) {
        checkWhen(field, item == null ? null : item.period());
        checkLabel(field + ".team", item.team());
        checkLabel(field + ".owner", item.owner());
        checkLabel(field + ".product", item.product());
        checkLabel(field + ".source", item.source());
        checkLabel(field + ".region", item.region());
        if (item.field() != null && !FIELD.matcher(item.field()).matches()) {
            throw new InvalidParameterException(
                    field + ".field", "must be a field's key and a value with a colon between, such as incoterm:FOB");
        }
        var measure = measure(item.measure());
        var target = new Target(
                measure,
                item.period(),
                item.team(),
                item.owner(),
                value(field, item),
                metric(item),
                item.product(),
                item.source(),
                item.region(),
                item.field());
        if (target.isPlain()) {
            throw new InvalidParameterException(
                    field + ".amount", "must be in items, as it is of no product, source, region or own field");
        }
        if (target.metric() != Metric.AMOUNT && measure != Measure.BOOKINGS) {
            throw new InvalidParameterException(field + ".measure", "must be bookings for a number of deals");
        }
        return target;
    }

    private static Metric metric(FurtherTarget item) {
        return item.amount() != null ? Metric.AMOUNT : item.won() != null ? Metric.WON : Metric.ENTERED;
    }

    private BigDecimal value(String field, FurtherTarget item) {
        if (Stream.of(item.amount(), item.won(), item.entered())
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new InvalidParameterException(field, "must have one of amount, won and entered");
        }
        if (item.amount() != null) {
            checkAmount(field, item.amount());
            return item.amount().amount();
        }
        var count = item.won() == null ? item.entered() : item.won();
        if (count < 0 || count > MOST_DEALS) {
            throw new InvalidParameterException(
                    field + (item.won() == null ? ".entered" : ".won"),
                    "must be a number of deals from 0 to %d".formatted(MOST_DEALS));
        }
        return BigDecimal.valueOf(count);
    }

    private void checkWhen(String field, String period) {
        periods.checked(field + ".period", period);
    }

    private void checkAmount(String field, Money money) {
        if (money == null || money.amount() == null || !Parameters.isAmount(money.amount())) {
            throw new InvalidParameterException(
                    field + ".amount",
                    "must be an amount from 0 to below %s, of at most 4 decimals".formatted(Parameters.TOO_MUCH));
        }
        if (!currency.equals(money.currency())) {
            throw new InvalidParameterException(field + ".amount.currency", "must be the pipeline's, " + currency);
        }
    }

    private static void checkLabel(String field, String value) {
        Parameters.atMost(field, value, LABEL);
        if (value != null && value.isBlank()) {
            throw new InvalidParameterException(field, "must not be empty: leave it out for any");
        }
    }

    private static Measure measure(String name) {
        return name == null ? Measure.BOOKINGS : Parameters.measure(name);
    }
}
