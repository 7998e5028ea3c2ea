package dealflow.forecast.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.receipts.Receivables;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What won deals owe. */
@Tag(name = "Forecasts", description = "What is booked and paid by period; no number is about one deal")
@Path("/forecasts/{pipeline}/receivables")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class ReceivablesResource {

    private static final Notice FEW =
            new Notice(NoticeCode.FEW_INSTALMENTS, "too few instalments to say when they are paid", NoticeValues.NONE);

    private final KnownPipelines pipelines;
    private final Forecasts forecasts;

    ReceivablesResource(KnownPipelines pipelines, Forecasts forecasts) {
        this.pipelines = pipelines;
        this.forecasts = forecasts;
    }

    public record ReceivablesAnswer(
            String pipeline,
            String currency,
            Instant asOf,
            @Nullable Instant dataFreshAsOf,
            List<AgeBucket> items,
            @Nullable String next,
            List<Notice> warnings,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason)
            implements Tabular {

        @Override
        public List<?> rows() {
            return items;
        }
    }

    /** Instalments of one age, and what of them is expected in the next 30, 60 and 90 days; {@code reason} says why that is null. */
    public record AgeBucket(
            @Schema(ref = "ReceivableAge") String age,
            int count,
            @Schema(ref = "Decimal") String amount,
            @Nullable @Schema(ref = "Decimal") String within30,
            @Nullable @Schema(ref = "Decimal") String within60,
            @Nullable @Schema(ref = "Decimal") String within90,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason) {

        private static AgeBucket of(Receivables.Bucket bucket, Notice reason) {
            var told = reason == null;
            return new AgeBucket(
                    bucket.age().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    bucket.count(),
                    Figures.amount(bucket.amount()),
                    told ? Figures.amount(bucket.within().get(0)) : null,
                    told ? Figures.amount(bucket.within().get(1)) : null,
                    told ? Figures.amount(bucket.within().get(2)) : null,
                    reason);
        }
    }

    @GET
    @Operation(
            operationId = "getReceivables",
            summary = "What won deals owe, by age",
            description =
                    "Unpaid instalments by how long they have been due, and what of them is expected in the next 30, 60 "
                            + "and 90 days: what has waited long already is paid more slowly. Instalments whose "
                            + "milestone is waited for are milestone-not-reached. An order without amount owes nothing that "
                            + "is known: warnings tells how many there are. Of fewer than ten nothing is said "
                            + "to be expected.")
    @APIResponse(responseCode = "200", description = "What is owed; all ages, also those without anything")
    public ReceivablesAnswer receivables(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(description = Parameters.AS_OF, schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("asOf")
                    String asOf) {
        var known = pipelines.at(key, asOf);
        var disclosure = forecasts.disclosure(known, Measure.RECEIPTS);
        var whole = disclosure.reason(scope.scope());
        var owed = forecasts.receivables(known, scope.scope());
        return new ReceivablesAnswer(
                key,
                known.pipeline().currency(),
                known.asOf(),
                known.freshAsOf(),
                owed.byAge().stream()
                        .map(bucket -> AgeBucket.of(
                                bucket, whole != null ? whole : disclosure.isSmall(bucket.count()) ? FEW : null))
                        .toList(),
                null,
                owed.warnings(),
                whole);
    }
}
