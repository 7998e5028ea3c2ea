package dealflow.forecast.call;

import dealflow.consumer.Teams;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.history.Scope;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.PageParameters;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.TableParameters;
import dealflow.forecast.load.InTime;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.refusal.KeyTakenException;
import dealflow.forecast.target.Call;
import dealflow.forecast.target.Calls;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people commit to, made call by call and put together up the organisation. */
@Tag(name = "Calls", description = "What people commit to, beside what is computed")
@Path("/forecasts/{pipeline}/calls")
@Blocking
@InTime
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class CallResource {

    private static final int KEY = 200;

    private final KnownPipelines pipelines;
    private final Calls calls;
    private final RollUp rollUp;
    private final DisclosureRights rights;
    private final Periods periods;
    private final Teams teams;

    CallResource(
            KnownPipelines pipelines,
            Calls calls,
            RollUp rollUp,
            DisclosureRights rights,
            Periods periods,
            Teams teams) {
        this.teams = teams;
        this.periods = periods;
        this.pipelines = pipelines;
        this.calls = calls;
        this.rollUp = rollUp;
        this.rights = rights;
    }

    public record CallPage(List<CallAnswer> items, @Nullable String next) implements Tabular {

        @Override
        public List<?> rows() {
            return items;
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS})
    @Operation(
            operationId = "recordCall",
            summary = "Say what a period will bring",
            description =
                    "About the caller's own deals (owner), a team or the whole pipeline, by whoever may see these deals. A call is kept as it was said, "
                            + "with what was computed at that moment; a later one stands beside it and never in its place. It changes no computed number. beyond "
                            + "says when the commitment lies outside of p10 to p90. With an Idempotency-Key the same call is made once.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewCall.class),
                            example =
                                    "{\"period\":\"2030-03\",\"commit\":{\"amount\":\"52000.00\",\"currency\":\"EUR\"},\"bestCase\":{\"amount\":\"61000.00\",\"currency\":\"EUR\"},\"reason\":\"The frame order is late\"}"))
    @APIResponse(
            responseCode = "201",
            description = "The call",
            content = @Content(schema = @Schema(implementation = CallAnswer.class)))
    @APIResponse(
            responseCode = "422",
            description = "The Idempotency-Key was used for another call",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Response make(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = CallParameters.OF_TEAM) @QueryParam("team") String team,
            @Parameter(description = CallParameters.OF_OWNER) @QueryParam("owner") String owner,
            @Parameter(description = "The same key again answers with the same call") @HeaderParam("Idempotency-Key")
                    String once,
            @Context SecurityContext caller,
            NewCall body) {
        var asked = Parameters.measure(measure);
        var scope = CallParameters.scope(owner, team, teams.at(null));
        Parameters.atMost("Idempotency-Key", once, KEY);
        if (!rights.deals(scope)) {
            throw new ForbiddenException("A call is about deals that you may see: add owner or team");
        }
        var author = caller.getUserPrincipal().getName();
        var pipeline = pipelines.exists(key);
        var period = CallParameters.checked(body, pipeline.currency(), periods);
        var made = calls.find(key, author, once).orElseGet(() -> {
            var known = pipelines.at(key, null);
            ahead(period, known);
            var call = call(known, asked, period, scope, author, body);
            calls.add(call, pipeline.currency(), once);
            return once == null ? call : calls.find(key, author, once).orElseThrow();
        });
        if (!body.isOf(made, asked, scope)) {
            throw new KeyTakenException();
        }
        return Response.created(URI.create("/forecasts/" + key + "/calls/" + period.name()))
                .entity(CallAnswer.of(made))
                .build();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
    @Operation(
            operationId = "listCalls",
            summary = "The calls that were made",
            description = "About exactly this scope, the latest first; each as it was said.")
    @APIResponse(responseCode = "200", description = "A page of calls")
    public CallPage list(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "Only of this period: a year, quarter, month or week", example = "2026-03")
                    @QueryParam("period")
                    String period,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = CallParameters.OF_TEAM) @QueryParam("team") String team,
            @Parameter(description = CallParameters.OF_OWNER) @QueryParam("owner") String owner,
            @BeanParam PageParameters paging) {
        var most = paging.limit();
        var after = paging.after();
        var name = period == null ? null : periods.checked("period", period).name();
        pipelines.exists(key);
        var page = calls.list(
                key,
                Parameters.measure(measure),
                CallParameters.scope(owner, team, teams.at(null)),
                name,
                after,
                most + 1);
        var items = page.subList(0, Math.min(most, page.size()));
        return new CallPage(
                items.stream().map(CallAnswer::of).toList(),
                page.size() > most ? items.get(most - 1).id().toString() : null);
    }

    @GET
    @Path("/{period}")
    @Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
    @Operation(
            operationId = "getCall",
            summary = "The call of a period",
            description =
                    "What is closed, what is computed and what has been called for a scope; with by=team, by=owner or by=reports a row for each team or person below, their "
                            + "calls' sum, and who has not called yet.")
    @APIResponse(responseCode = "200", description = "The call")
    public RollUpAnswer rollUp(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "A year, quarter, month or week", example = "2026-03") @PathParam("period")
                    String period,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(description = CallParameters.OF_TEAM) @QueryParam("team") String team,
            @Parameter(description = CallParameters.OF_OWNER) @QueryParam("owner") String owner,
            @Parameter(
                            description =
                                    "Whose calls are put together: of the teams right below, each with all below it, of the people, or of those "
                                            + "who report to whoever manages it, which are the teams right below and the people right in it",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"owner", "team", "reports"}))
                    @QueryParam("by")
                    String by) {
        var asked = Parameters.measure(measure);
        var named = periods.checked("period", period);
        var tree = teams.at(null);
        var scope = CallParameters.scope(owner, team, tree);
        var below = by == null
                ? null
                : by.equals("reports")
                        ? CallParameters.reports(scope, tree)
                        : new RollUp.Below(scope, CallParameters.below(by, scope, tree), null);
        Parameters.inSight("period", named.to(), pipelines.today(key, null));
        var known = pipelines.at(key, null);
        return RollUpAnswer.of(known, asked, named, rollUp.of(known, asked, named, scope, below));
    }

    private Call call(
            InformationSet known, Measure measure, NamedPeriod period, Scope scope, String author, NewCall body) {
        return new Call(
                UUID.randomUUID(),
                known.pipeline().key(),
                measure,
                period.name(),
                scope.onlyTeam(),
                scope.onlyOwner(),
                body.commit().amount(),
                body.bestCase() == null ? null : body.bestCase().amount(),
                body.reason(),
                author,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                rollUp.computed(known, measure, period, scope));
    }

    private static void ahead(NamedPeriod period, InformationSet known) {
        if (!period.to().isAfter(known.today())) {
            throw new InvalidParameterException("period", "must not be over: what it brought is known");
        }
        Parameters.inSight("period", period.to(), known.today());
    }
}
