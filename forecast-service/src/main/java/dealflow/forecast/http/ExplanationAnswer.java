package dealflow.forecast.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.forecast.Explanation;
import dealflow.forecast.Knowledge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
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
        List<Double> dealsPerDay) {

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

        static List<Part> of(List<Explanation.Part> parts) {
            return parts.stream()
                    .map(part -> new Part(part.key(), part.deals(), money(part.amount()), money(part.expected())))
                    .toList();
        }
    }

    /** @param owners whether owners are shown apart, which not everybody may see */
    static ExplanationAnswer of(Knowledge known, Explanation explanation, boolean owners) {
        return new ExplanationAnswer(
                known.pipeline().key(),
                "bookings",
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                explanation.periods().stream()
                        .map(period -> period(period, owners))
                        .toList(),
                explanation.curves(),
                explanation.estimators(),
                explanation.weekdays(),
                explanation.monthsOfQuarter(),
                explanation.dealsPerDay());
    }

    private static Period period(Explanation.Period period, boolean owners) {
        return new Period(
                period.name(),
                period.from(),
                period.to(),
                money(period.open()),
                money(period.fresh()),
                Part.of(period.byStage()),
                Part.of(period.byAge()),
                owners ? Part.of(period.byOwner()) : null,
                Part.of(period.byTeam()),
                Part.of(period.newByStage()));
    }

    private static String money(Double amount) {
        return amount == null
                ? null
                : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
