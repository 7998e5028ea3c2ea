package dealflow.forecast.target;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a period is to bring. Of labels that are null it is about all deals, whatever they have.
 *
 * @param period its name, such as 2026-03, 2026-Q1, 2026, 2026-W09 or FY2026-Q1
 * @param owner null for all of the team's
 * @param amount in the pipeline's currency, or a number of deals
 * @param metric what {@code amount} is; lists of before there were others do not say that it is money
 * @param field one of the company's own fields and its value: {@code key:value}
 */
public record Target(
        Measure measure,
        String period,
        String team,
        String owner,
        BigDecimal amount,
        Metric metric,
        String product,
        String source,
        String region,
        String field) {

    public Target {
        metric = metric == null ? Metric.AMOUNT : metric;
    }

    /** Of money, and of the pipeline, a team or a person. */
    public Target(Measure measure, String period, String team, String owner, BigDecimal amount) {
        this(measure, period, team, owner, amount, Metric.AMOUNT, null, null, null, null);
    }

    /** Which deals it is about. */
    @JsonIgnore
    public Scope.Labels labels() {
        return new Scope.Labels(owner, team, product, source, region, own(field));
    }

    private static Map<String, List<String>> own(String field) {
        var colon = field == null ? -1 : field.indexOf(':');
        return colon < 0 ? Map.of() : Map.of(field.substring(0, colon), List.of(field.substring(colon + 1)));
    }

    /** Whether it is of money and of the pipeline, a team or a person alone, as all targets once were. */
    @JsonIgnore
    public boolean isPlain() {
        return metric == Metric.AMOUNT && product == null && source == null && region == null && field == null;
    }
}
