package dealflow.forecast.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Figures.Closed;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The meeting's table for a period: what is closed, what is computed, what has been called for all of it, and by whom below.
 *
 * @param calls the latest of each author about the whole of it
 * @param reports a row for each group below
 * @param targetOf {@code own} where the target was set, {@code sum} where it is the sum of those below
 * @param sum of the reports' calls
 * @param reason why {@code total} is null; not there where it is told
 */
public record RollUpAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        String period,
        LocalDate from,
        LocalDate to,
        String currency,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        @Nullable @Schema(ref = "Decimal") String target,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"own", "sum"}) String targetOf,
        Closed closed,
        @Nullable Dist total,
        @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason,
        List<CallAnswer> calls,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ReportedCall> reports,
        @JsonInclude(JsonInclude.Include.NON_NULL) CallSum sum)
        implements Tabular {

    /** A row for each of those below; without them, the calls about all of it. */
    @Override
    public List<?> rows() {
        return reports == null ? calls : reports;
    }

    /**
     * What one team or person below has called.
     *
     * @param group the team or person; null for the deals of none
     * @param kind whether it is a team or a person, where there are both; else null
     * @param hasBelow of teams, whether others are below it, which it stands for, too; null where no team is a part of another
     * @param managers of a team, by name; null likewise
     * @param targetOf {@code own} where the target was set, {@code sum} where it is the sum of those below
     * @param call the latest about these deals; null where there is none yet
     */
    public record ReportedCall(
            @Nullable String group,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"team", "owner"}) String kind,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean hasBelow,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> managers,
            @Nullable @Schema(ref = "Decimal") String target,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(enumeration = {"own", "sum"}) String targetOf,
            Closed closed,
            @Nullable Dist total,
            @Nullable CallAnswer call,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason) {}

    /**
     * Of the calls that were made.
     *
     * @param bestCase with the commitment of those who named none
     * @param notCalled who has not called yet
     */
    public record CallSum(
            @Schema(ref = "Decimal") String commit,
            @Nullable @Schema(ref = "Decimal") String bestCase,
            int called,
            List<String> notCalled) {}

    static RollUpAnswer of(InformationSet known, Measure measure, NamedPeriod period, RollUp.Table table) {
        var reports = table.reports() == null
                ? null
                : table.reports().stream().map(RollUpAnswer::row).toList();
        return new RollUpAnswer(
                known.pipeline().key(),
                measure.name().toLowerCase(Locale.ROOT),
                period.name(),
                period.from(),
                period.to(),
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                table.target() == null ? null : Figures.amount(table.target().value()),
                table.target() == null ? null : table.target().of(),
                Figures.closed(table.period().closed()),
                table.reason() == null ? Figures.dist(table.period().total()) : null,
                table.reason(),
                table.calls().stream().map(CallAnswer::of).toList(),
                reports,
                reports == null ? null : sum(reports));
    }

    private static ReportedCall row(RollUp.Report report) {
        return new ReportedCall(
                report.group(),
                report.kind() == null ? null : report.kind().name().toLowerCase(Locale.ROOT),
                report.hasBelow(),
                report.managers(),
                report.target() == null ? null : Figures.amount(report.target().value()),
                report.target() == null ? null : report.target().of(),
                Figures.closed(report.period().closed()),
                report.reason() == null ? Figures.dist(report.period().total()) : null,
                report.call() == null ? null : CallAnswer.of(report.call()),
                report.reason());
    }

    private static CallSum sum(List<ReportedCall> reports) {
        var made = reports.stream()
                .filter(report -> report.call() != null)
                .map(ReportedCall::call)
                .toList();
        return new CallSum(
                sum(made, CallAnswer::commit),
                sum(made, call -> call.bestCase() == null ? call.commit() : call.bestCase()),
                made.size(),
                reports.stream()
                        .filter(report -> report.call() == null && report.group() != null)
                        .map(ReportedCall::group)
                        .toList());
    }

    private static String sum(List<CallAnswer> calls, Function<CallAnswer, String> amount) {
        return calls.stream()
                .map(amount)
                .map(BigDecimal::new)
                .reduce(new BigDecimal("0.00"), BigDecimal::add)
                .toPlainString();
    }
}
