package dealflow.forecast.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.Disclosure;
import dealflow.forecast.answer.ForecastAnswer.Telling;
import dealflow.forecast.explanation.Explainer.Division;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.measure.Question;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a forecast comes from; amounts are decimal strings in {@code currency}. */
public record ExplanationAnswer(
        String pipeline,
        @Schema(enumeration = "bookings") String measure,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        List<ExplainedPeriod> periods,
        List<Explanation.Curve> curves,
        List<Explanation.Estimator> estimators,
        List<Double> weekdays,
        List<Double> monthsOfQuarter,
        List<Double> dealsPerDay,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
        implements Tabular {

    /** One part of a period in a table, by what it was divided. */
    private record PartRow(String period, String division, @JsonUnwrapped ExpectedPart part) {}

    /** Every part of every division of every period. */
    @Override
    public List<?> rows() {
        return periods.stream()
                .flatMap(period -> Stream.of(
                                rows(period, "stage", period.byStage()),
                                rows(period, "age", period.byAge()),
                                rows(period, "owner", period.byOwner()),
                                rows(period, "team", period.byTeam()),
                                rows(period, "newByStage", period.newByStage()))
                        .flatMap(rows -> rows))
                .toList();
    }

    private static Stream<PartRow> rows(ExplainedPeriod period, String division, List<ExpectedPart> parts) {
        return parts == null ? Stream.of() : parts.stream().map(part -> new PartRow(period.period(), division, part));
    }

    public record ExplainedPeriod(
            String period,
            LocalDate from,
            LocalDate to,
            @Nullable @Schema(ref = "Decimal") String open,
            @Nullable @JsonProperty("new") @Schema(ref = "Decimal") String fresh,
            List<ExpectedPart> byStage,
            List<ExpectedPart> byAge,
            @Nullable List<ExpectedPart> byOwner,
            List<ExpectedPart> byTeam,
            List<ExpectedPart> newByStage) {}

    public record ExpectedPart(
            @Nullable String key,
            @Nullable Integer deals,
            @Nullable @Schema(ref = "Decimal") String amount,
            @Nullable @Schema(ref = "Decimal") String expected) {

        /** Small parts, and such as would give them away, are for those who see the deals, and without what is expected. */
        private static List<ExpectedPart> of(List<Explanation.Part> parts, Predicate<String> hidden, Telling telling) {
            return parts.stream()
                    .filter(part -> telling.deals() || !hidden.test(part.key()))
                    .map(part -> new ExpectedPart(
                            part.key(),
                            part.deals(),
                            money(part.amount()),
                            hidden.test(part.key()) ? null : money(part.expected())))
                    .toList();
        }

        /** Of deals not yet begun. */
        static List<ExpectedPart> ofNew(List<Explanation.Part> parts, Telling telling) {
            return telling.reason() != null
                    ? List.of()
                    : parts.stream()
                            .map(part -> new ExpectedPart(part.key(), null, null, money(part.expected())))
                            .toList();
        }
    }

    /** What of the divisions of a question's open deals is not told. */
    private record Hidden(InformationSet known, Scope scope, Grouping teams, Disclosure disclosure, Telling telling) {

        private Predicate<String> of(Division division) {
            return telling.reason() != null
                    ? part -> true
                    : disclosure.hiddenParts(scope, division, Explainer.part(known, division))::contains;
        }

        /** As in a forecast by team, which tells as much. */
        private Predicate<String> ofTeams() {
            return telling.reason() != null
                    ? part -> true
                    : part -> disclosure.reasons(scope, teams).containsKey(new Grouping.Group(part));
        }
    }

    /**
     * @param teams by which groups of teams it is divided
     * @param owners whether owners are shown apart, which not everybody may see
     */
    static ExplanationAnswer of(
            InformationSet known,
            Question question,
            Grouping teams,
            Disclosure disclosure,
            Telling telling,
            boolean owners) {
        var explanation = Explainer.explain(known, question, teams);
        var hidden = new Hidden(known, question.scope(), teams, disclosure, telling);
        return new ExplanationAnswer(
                known.pipeline().key(),
                "bookings",
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                explanation.periods().stream()
                        .map(period -> period(period, hidden, telling, owners))
                        .toList(),
                explanation.curves(),
                explanation.estimators(),
                explanation.weekdays(),
                explanation.monthsOfQuarter(),
                explanation.dealsPerDay(),
                telling.reason());
    }

    private static ExplainedPeriod period(Explanation.Period period, Hidden hidden, Telling telling, boolean owners) {
        var expected = telling.reason() == null;
        return new ExplainedPeriod(
                period.name(),
                period.from(),
                period.to(),
                expected ? money(period.open()) : null,
                expected ? money(period.fresh()) : null,
                ExpectedPart.of(period.byStage(), hidden.of(Division.STAGE), telling),
                ExpectedPart.of(period.byAge(), hidden.of(Division.AGE), telling),
                owners ? ExpectedPart.of(period.byOwner(), hidden.of(Division.OWNER), telling) : null,
                ExpectedPart.of(period.byTeam(), hidden.ofTeams(), telling),
                ExpectedPart.ofNew(period.newByStage(), telling));
    }

    private static String money(Double amount) {
        return amount == null
                ? null
                : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
