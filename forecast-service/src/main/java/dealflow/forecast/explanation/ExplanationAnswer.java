package dealflow.forecast.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.forecast.answer.Disclosure;
import dealflow.forecast.answer.ForecastAnswer.Telling;
import dealflow.forecast.model.Knowledge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;

/** Where a forecast comes from; amounts are decimal strings in {@code currency}. */
public record ExplanationAnswer(
        String pipeline,
        String measure,
        String currency,
        Instant asOf,
        Instant dataFreshAsOf,
        List<Period> periods,
        List<Explanation.Curve> curves,
        List<Explanation.Estimator> estimators,
        List<Double> weekdays,
        List<Double> monthsOfQuarter,
        List<Double> dealsPerDay,
        @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {

    public record Period(
            String period,
            LocalDate from,
            LocalDate to,
            String open,
            @JsonProperty("new") String fresh,
            List<Part> byStage,
            List<Part> byAge,
            List<Part> byOwner,
            List<Part> byTeam,
            List<Part> newByStage) {}

    public record Part(String key, Integer deals, String amount, String expected) {

        /** Small parts, and such as would give them away, are for those who see the deals, and without what is expected. */
        static List<Part> of(List<Explanation.Part> parts, Disclosure disclosure, Telling telling) {
            var sizes = new HashMap<String, Integer>();
            parts.forEach(part -> sizes.put(part.key(), part.deals()));
            var hidden = telling.reason() == null ? disclosure.hidden(sizes) : sizes.keySet();
            return parts.stream()
                    .filter(part -> telling.deals() || !hidden.contains(part.key()))
                    .map(part -> new Part(
                            part.key(),
                            part.deals(),
                            money(part.amount()),
                            hidden.contains(part.key()) ? null : money(part.expected())))
                    .toList();
        }

        /** Of deals not yet begun. */
        static List<Part> ofNew(List<Explanation.Part> parts, Telling telling) {
            return telling.reason() != null
                    ? List.of()
                    : parts.stream()
                            .map(part -> new Part(part.key(), null, null, money(part.expected())))
                            .toList();
        }
    }

    /** @param owners whether owners are shown apart, which not everybody may see */
    static ExplanationAnswer of(
            Knowledge known, Explanation explanation, Disclosure disclosure, Telling telling, boolean owners) {
        return new ExplanationAnswer(
                known.pipeline().key(),
                "bookings",
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                explanation.periods().stream()
                        .map(period -> period(period, disclosure, telling, owners))
                        .toList(),
                explanation.curves(),
                explanation.estimators(),
                explanation.weekdays(),
                explanation.monthsOfQuarter(),
                explanation.dealsPerDay(),
                telling.reason());
    }

    private static Period period(Explanation.Period period, Disclosure disclosure, Telling telling, boolean owners) {
        var expected = telling.reason() == null;
        return new Period(
                period.name(),
                period.from(),
                period.to(),
                expected ? money(period.open()) : null,
                expected ? money(period.fresh()) : null,
                Part.of(period.byStage(), disclosure, telling),
                Part.of(period.byAge(), disclosure, telling),
                owners ? Part.of(period.byOwner(), disclosure, telling) : null,
                Part.of(period.byTeam(), disclosure, telling),
                Part.ofNew(period.newByStage(), telling));
    }

    private static String money(Double amount) {
        return amount == null
                ? null
                : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
