package dealflow.forecast.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.http.Figures;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.target.Metric;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A target, divided among people. It changes nothing: what of it is wanted is sent as targets.
 *
 * @param from the first day of the former periods that it stands on, and {@code to} the first day after
 * @param orders how many orders, or deals that entered, people brought in them
 * @param people who is at work, by name; their parts add up to the whole
 * @param reason why all have equal parts; not there where they have not
 */
public record TargetProposalAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        String period,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        LocalDate from,
        LocalDate to,
        @Schema(enumeration = {"amount", "won", "entered"}) String metric,
        @Schema(ref = "Decimal") String total,
        int orders,
        List<ProposedTarget> people,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
        implements Tabular {

    @Override
    public List<?> rows() {
        return people;
    }

    /**
     * The part of one person: of {@code amount}, {@code won} and {@code entered} the one that is the metric, as in targets.
     *
     * @param team that the person is in, where a team was asked for; so it is to be sent
     * @param orders how many were brought in the former periods
     * @param formerly what these were worth; null where deals are counted
     * @param raw what was brought by what all alike would have brought in the same time; null for who is new
     * @param shrunk the same, drawn toward 1 as far as it may be chance; 1 is the equal part
     */
    public record ProposedTarget(
            String owner,
            @Nullable String team,
            @Nullable @Schema(ref = "Decimal") String amount,
            @Nullable Integer won,
            @Nullable Integer entered,
            int orders,
            @Nullable @Schema(ref = "Decimal") String formerly,
            @Nullable Double raw,
            double shrunk) {

        private static ProposedTarget of(TargetProposal.Part part, Metric metric, boolean withTeam) {
            var former = part.former();
            return new ProposedTarget(
                    former.owner(),
                    withTeam ? former.team() : null,
                    TargetProposalAnswer.amount(metric, part.part()),
                    count(metric, Metric.WON, part.part()),
                    count(metric, Metric.ENTERED, part.part()),
                    former.count(),
                    metric == Metric.AMOUNT ? Figures.amount(former.amount()) : null,
                    Figures.rounded(part.raw()),
                    Figures.rounded(part.shrunk()));
        }
    }

    private static String amount(Metric metric, BigDecimal value) {
        return metric == Metric.AMOUNT ? Figures.amount(value) : null;
    }

    private static Integer count(Metric metric, Metric asked, BigDecimal value) {
        return metric == asked ? Integer.valueOf(value.intValueExact()) : null;
    }

    /** @param withTeam whether a team was asked for */
    static TargetProposalAnswer of(
            InformationSet known,
            Measure measure,
            Metric metric,
            String period,
            BigDecimal total,
            FormerPeriods former,
            TargetProposal proposal,
            Notice reason,
            boolean withTeam) {
        return new TargetProposalAnswer(
                known.pipeline().key(),
                measure.name().toLowerCase(Locale.ROOT),
                period,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                former.from(),
                former.to(),
                metric.name().toLowerCase(Locale.ROOT),
                total.toPlainString(),
                proposal.orders(),
                proposal.people().stream()
                        .map(part -> ProposedTarget.of(part, metric, withTeam))
                        .toList(),
                reason);
    }
}
