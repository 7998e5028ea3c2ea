package dealflow.forecast.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dealflow.edge.access.Roles;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.Periods;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.refusal.KeyTakenException;
import dealflow.forecast.refusal.UnknownSnapshotException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forecasts as they were given, and why two of them differ. */
@Tag(name = "Snapshots", description = "Forecasts as they were given, and why two differ")
@Path("/forecasts/{pipeline}")
@Blocking
@InTime
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPS, Roles.INTEGRATOR})
public class SnapshotResource {

    private static final int NOTE = 2000;
    private static final int KEY = 200;

    private final Snapshots snapshots;
    private final ChangesBetween changes;
    private final KnownPipelines pipelines;

    SnapshotResource(Snapshots snapshots, ChangesBetween changes, KnownPipelines pipelines) {
        this.snapshots = snapshots;
        this.changes = changes;
        this.pipelines = pipelines;
    }

    /** Why it is taken; may be null. */
    public record NewSnapshot(String note) {}

    public record SnapshotPage(List<SnapshotAnswer> items, String next) {}

    /** {@code daily} is the day of {@code asOf} in the pipeline's time zone, null for one taken on request; {@code periods} are weeks and months, of both measures. */
    public record SnapshotAnswer(
            UUID id,
            String pipeline,
            Instant asOf,
            Instant dataFreshAsOf,
            LocalDate daily,
            String takenBy,
            Instant takenAt,
            String note,
            List<SnapshotLine> periods) {

        private static SnapshotAnswer of(Snapshot snapshot) {
            return new SnapshotAnswer(
                    snapshot.id(),
                    snapshot.pipeline(),
                    snapshot.asOf(),
                    snapshot.freshAsOf(),
                    snapshot.daily(),
                    snapshot.takenBy(),
                    snapshot.takenAt(),
                    snapshot.note(),
                    snapshot.lines().stream().map(SnapshotLine::of).toList());
        }
    }

    /** {@code reason} says why open, new and total are null. */
    public record SnapshotLine(
            @Schema(ref = "Measure") String measure,
            @Schema(ref = "Interval") String interval,
            String period,
            @Schema(ref = "Decimal") String closed,
            Figures.Dist open,
            @JsonProperty("new") Figures.Dist fresh,
            Figures.Dist total,
            @JsonInclude(JsonInclude.Include.NON_NULL) Notice reason) {

        private static SnapshotLine of(Snapshot.Line line) {
            var told = line.reason() == null;
            return new SnapshotLine(
                    line.measure().name().toLowerCase(Locale.ROOT),
                    line.interval().name().toLowerCase(Locale.ROOT),
                    line.period(),
                    Figures.amount(line.closed()),
                    told ? Figures.dist(line.open()) : null,
                    told ? Figures.dist(line.fresh()) : null,
                    told ? Figures.dist(line.total()) : null,
                    line.reason());
        }
    }

    /** {@code terms} sum to {@code difference}. */
    public record ChangesAnswer(
            String pipeline,
            String period,
            UUID from,
            UUID to,
            @Schema(ref = "Decimal") String wasExpected,
            @Schema(ref = "Decimal") String isExpected,
            @Schema(ref = "Decimal") String difference,
            List<ChangeTerm> terms) {}

    /** What happened, to how many deals, and what it did to the expected amount. */
    public record ChangeTerm(
            @Schema(ref = "ChangeReason") String term, int deals, @Schema(ref = "Decimal") String amount) {}

    @GET
    @Path("/snapshots")
    @Operation(
            operationId = "listSnapshots",
            summary = "The forecasts that were kept",
            description =
                    "One a day, of the day that it is in the pipeline's time zone, and those that somebody asked for; the latest first.")
    @APIResponse(responseCode = "200", description = "A page of snapshots")
    public SnapshotPage list(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int32",
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        pipelines.exists(key);
        var most = Parameters.limit(limit);
        var after = cursor == null ? null : find(key, Parameters.id("cursor", cursor));
        var page = snapshots.list(key, after, most);
        var next = page.size() < most ? null : page.get(page.size() - 1).id().toString();
        return new SnapshotPage(page.stream().map(SnapshotAnswer::of).toList(), next);
    }

    @GET
    @Path("/snapshots/{id}")
    @Operation(
            operationId = "getSnapshot",
            summary = "A forecast that was kept",
            description = "As it was given then, whatever was learned since.")
    @APIResponse(responseCode = "200", description = "The snapshot")
    public SnapshotAnswer get(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(
                            description = "The id of the snapshot",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        return SnapshotAnswer.of(find(key, Parameters.id("id", id)));
    }

    @POST
    @Path("/snapshots")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPS)
    @Operation(
            operationId = "takeSnapshot",
            summary = "Keep the forecast of now",
            description =
                    "For the whole pipeline. With an Idempotency-Key, the same key and body again answer with the same "
                            + "snapshot; the same key with another body is refused (422).")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewSnapshot.class),
                            example = "{\"note\":\"Before the quarter's review\"}"))
    @APIResponse(
            responseCode = "201",
            description = "The snapshot",
            content = @Content(schema = @Schema(implementation = SnapshotAnswer.class)))
    @APIResponse(
            responseCode = "422",
            description = "The Idempotency-Key was used with another body",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Response take(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "The same key again answers with the same snapshot")
                    @HeaderParam("Idempotency-Key")
                    String once,
            @Context SecurityContext caller,
            NewSnapshot body) {
        var note = body == null ? null : body.note();
        Parameters.atMost("note", note, NOTE);
        Parameters.atMost("Idempotency-Key", once, KEY);
        var taken = snapshots.take(
                pipelines.at(key, null), caller.getUserPrincipal().getName(), note, once);
        if (!Objects.equals(taken.note(), note)) {
            throw new KeyTakenException();
        }
        return Response.created(URI.create("/forecasts/" + key + "/snapshots/" + taken.id()))
                .entity(SnapshotAnswer.of(taken))
                .build();
    }

    @GET
    @Path("/changes")
    @RolesAllowed({Roles.OPS, Roles.INTEGRATOR})
    @Operation(
            operationId = "explainChanges",
            summary = "Why two snapshots differ",
            description =
                    "The difference of the expected bookings of one period: new, won, lost, slipped (less likely in the "
                            + "period), pulled in (more likely), repriced, reopened, model (what was learned) and restated "
                            + "(what was known only later). The terms sum to the difference.")
    @APIResponse(responseCode = "200", description = "The difference, term by term")
    public ChangesAnswer changes(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(
                            required = true,
                            description = "The id of the earlier snapshot",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @QueryParam("from")
                    String from,
            @Parameter(
                            required = true,
                            description = "The id of the later one",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @QueryParam("to")
                    String to,
            @Parameter(
                            description = "A week or month that is in both; the later one's first month unless given",
                            example = "2026-03")
                    @QueryParam("period")
                    String period) {
        var before = find(key, Parameters.id("from", from));
        var after = find(key, Parameters.id("to", to));
        if (after.asOf().isBefore(before.asOf())) {
            throw new InvalidParameterException("to", "must be the later snapshot");
        }
        var name = period == null
                ? firstMonth(after)
                : Periods.checked("period", period).name();
        var pipeline = pipelines.exists(key);
        var change = changes.explain(pipeline, before, after, line(before, name), line(after, name));
        var was = Figures.amount(change.wasExpected());
        var is = Figures.amount(change.isExpected());
        var difference = new BigDecimal(is).subtract(new BigDecimal(was));
        return new ChangesAnswer(
                key, name, before.id(), after.id(), was, is, difference.toPlainString(), terms(change, difference));
    }

    /** To the cent: what rounding leaves is the model's. */
    private static List<ChangeTerm> terms(ExplainedChange change, BigDecimal difference) {
        var amounts = new EnumMap<ForecastBridge.Term, BigDecimal>(ForecastBridge.Term.class);
        change.terms().forEach((term, sum) -> amounts.put(term, new BigDecimal(Figures.amount(sum.amount()))));
        var rest = difference.subtract(amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        amounts.merge(ForecastBridge.Term.MODEL, rest, BigDecimal::add);
        return Arrays.stream(ForecastBridge.Term.values())
                .map(term -> new ChangeTerm(
                        camel(term.name()),
                        change.terms().get(term).deals(),
                        amounts.get(term).toPlainString()))
                .toList();
    }

    private static String camel(String name) {
        return name.equals("PULLED_IN") ? "pulledIn" : name.toLowerCase(Locale.ROOT);
    }

    private Snapshot find(String key, UUID id) {
        return snapshots.find(key, id).orElseThrow(() -> new UnknownSnapshotException(id));
    }

    private static String firstMonth(Snapshot snapshot) {
        return snapshot.lines().stream()
                .filter(line -> line.interval() == Interval.MONTH)
                .findFirst()
                .orElseThrow()
                .period();
    }

    private static Snapshot.Line line(Snapshot snapshot, String period) {
        return snapshot.lines().stream()
                .filter(line ->
                        line.measure() == Measure.BOOKINGS && line.period().equals(period))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "period", "must be a week or month that both snapshots have, such as " + firstMonth(snapshot)));
    }
}
