package dealflow.forecast.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.http.Figures;
import dealflow.forecast.http.PageParameters;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.TableParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.refusal.KeyTakenException;
import dealflow.forecast.refusal.UnknownSnapshotException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
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

/** Forecasts as they were given. */
@Tag(name = "Snapshots", description = "Forecasts as they were given, and why two differ")
@Path("/forecasts/{pipeline}/snapshots")
@Blocking
@InTime
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class SnapshotResource {

    private static final int NOTE = 2000;
    private static final int KEY = 200;

    private final Snapshots snapshots;
    private final KnownPipelines pipelines;

    SnapshotResource(Snapshots snapshots, KnownPipelines pipelines) {
        this.snapshots = snapshots;
        this.pipelines = pipelines;
    }

    /** Why it is taken; may be null. */
    public record NewSnapshot(String note) {}

    public record SnapshotPage(List<SnapshotAnswer> items, @Nullable String next) implements Tabular {

        /** One snapshot's period in a table. */
        private record LineRow(UUID snapshot, Instant asOf, LocalDate daily, @JsonUnwrapped SnapshotLine line) {}

        @Override
        public List<?> rows() {
            return items.stream()
                    .flatMap(one ->
                            one.periods().stream().map(line -> new LineRow(one.id(), one.asOf(), one.daily(), line)))
                    .toList();
        }
    }

    /** {@code daily} is the day of {@code asOf} in the pipeline's time zone, null for one taken on request; {@code periods} are weeks and months, of both measures. */
    public record SnapshotAnswer(
            UUID id,
            String pipeline,
            Instant asOf,
            @Nullable Instant dataFreshAsOf,
            @Nullable LocalDate daily,
            String takenBy,
            Instant takenAt,
            @Nullable String note,
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
            @Schema(ref = "CalendarInterval") String interval,
            String period,
            @Schema(ref = "Decimal") String closed,
            @Nullable Figures.Dist open,
            @Nullable @JsonProperty("new") Figures.Dist fresh,
            @Nullable Figures.Dist total,
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

    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
    @Operation(
            operationId = "listSnapshots",
            summary = "The forecasts that were kept",
            description =
                    "One a day, of the day that it is in the pipeline's time zone, and those that somebody asked for; the latest first.")
    @APIResponse(responseCode = "200", description = "A page of snapshots")
    public SnapshotPage list(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam PageParameters paging) {
        pipelines.exists(key);
        var most = paging.limit();
        var after = paging.after() == null ? null : find(key, paging.after());
        var page = snapshots.list(key, after, most);
        var next = page.size() < most ? null : page.get(page.size() - 1).id().toString();
        return new SnapshotPage(page.stream().map(SnapshotAnswer::of).toList(), next);
    }

    @GET
    @Path("/{id}")
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

    private Snapshot find(String key, UUID id) {
        return snapshots.find(key, id).orElseThrow(() -> new UnknownSnapshotException(id));
    }
}
