package dealflow.forecast.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why two forecasts of a period differ: what the {@code terms} did to the expected amount sums to {@code difference}.
 *
 * @param from the earlier one's snapshot; null for a moment
 * @param reason why what is expected, and what the terms did to it, is null; not there where it is told
 */
public record ChangesAnswer(
        String pipeline,
        String period,
        @Schema(ref = "Measure") String measure,
        @Nullable UUID from,
        @Nullable UUID to,
        Instant fromAsOf,
        Instant toAsOf,
        String currency,
        @Nullable @Schema(ref = "Decimal") String wasExpected,
        @Nullable @Schema(ref = "Decimal") String isExpected,
        @Nullable @Schema(ref = "Decimal") String difference,
        List<ChangeTerm> terms,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
        implements Tabular {

    /**
     * What happened, to how many deals.
     *
     * @param amount what it did to the expected amount; null where that would be about few deals, and then it counts in the model's term
     * @param face the deals' own amounts: of repriced ones by how much they changed, of orders that paid what they paid, of those that have not
     *     what they owe
     */
    public record ChangeTerm(
            @Schema(ref = "ChangeReason") String term,
            int deals,
            @Nullable @Schema(ref = "Decimal") String amount,
            @Nullable @Schema(ref = "Decimal") String face,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason) {}

    @Override
    public List<?> rows() {
        return terms;
    }

    /** @param minimum of how many deals it is told what they did to what is expected */
    static ChangesAnswer of(String pipeline, String currency, ExplainedChange change, int minimum) {
        var was = Figures.amount(change.wasExpected());
        var is = Figures.amount(change.isExpected());
        var difference = new BigDecimal(is).subtract(new BigDecimal(was));
        var reason = change.reason() != null ? change.reason() : fewInAll(change, minimum);
        var told = reason == null;
        return new ChangesAnswer(
                pipeline,
                change.period().name(),
                Parameters.name(change.measure()),
                id(change.before()),
                id(change.after()),
                change.before().asOf(),
                change.after().asOf(),
                currency,
                told ? was : null,
                told ? is : null,
                told ? difference.toPlainString() : null,
                terms(change, difference, minimum, told),
                reason);
    }

    /** Where so few deals make up what is not told apart, and the model has learned nothing, its term would be theirs. */
    private static Notice fewInAll(ExplainedChange change, int minimum) {
        var few = change.dealsByTerms().entrySet().stream()
                .filter(deals -> deals.getKey().stream()
                        .anyMatch(term -> change.terms().get(term).deals() < minimum))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return change.sameDay() && few > 0 && few < minimum ? few(minimum) : null;
    }

    private static UUID id(KnownForecast forecast) {
        return forecast.snapshot() == null ? null : forecast.snapshot().id();
    }

    /** To the cent: what rounding leaves is the model's, and what few deals did, or their chances would be told. */
    private static List<ChangeTerm> terms(ExplainedChange change, BigDecimal difference, int minimum, boolean told) {
        Map<Term, BigDecimal> amounts = new EnumMap<>(Term.class);
        change.terms().forEach((term, sum) -> {
            if (term == Term.MODEL || sum.deals() == 0 || sum.deals() >= minimum) {
                amounts.put(term, new BigDecimal(Figures.amount(sum.amount())));
            }
        });
        var rest = difference.subtract(amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        amounts.merge(Term.MODEL, rest, BigDecimal::add);
        return Term.of(change.measure()).stream()
                .map(term -> {
                    var total = change.terms().get(term);
                    var amount = told ? amounts.get(term) : null;
                    return new ChangeTerm(
                            term.key(),
                            total.deals(),
                            amount == null ? null : amount.toPlainString(),
                            Figures.amount(total.face()),
                            !told || amounts.containsKey(term) ? null : few(minimum));
                })
                .toList();
    }

    private static Notice few(int minimum) {
        return new Notice(
                NoticeCode.FEW_CHANGED,
                "fewer than %d deals: what they did to what is expected counts in 'model'".formatted(minimum),
                NoticeValues.ofMinimum(minimum));
    }
}
