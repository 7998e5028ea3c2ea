package dealflow.forecast.target;

import dealflow.contract.payment.Money;
import dealflow.edge.access.Roles;
import dealflow.edge.access.Sums;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.answer.Tabular;
import dealflow.edge.body.LargestBody;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.TableParameters;
import dealflow.forecast.refusal.ChangedMeanwhileException;
import dealflow.forecast.refusal.UnknownPipelineException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What periods, teams and people are to bring. */
@Tag(name = "Targets", description = "What is aimed at")
@Path("/targets/{pipeline}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
@Sums
public class TargetResource {

    /** In bytes: 10,000 targets with names of ordinary length. */
    private static final long LARGEST = 4 << 20;

    private final Targets targets;
    private final PipelineDirectory pipelines;
    private final Periods periods;

    TargetResource(Targets targets, PipelineDirectory pipelines, Periods periods) {
        this.periods = periods;
        this.targets = targets;
        this.pipelines = pipelines;
    }

    /**
     * All of a pipeline's targets; {@code changedBy} is null before any was set.
     *
     * @param items by amount, of the pipeline, a team or a person
     * @param further by number of deals, and of products, sources, regions and own fields
     */
    public record TargetPage(
            List<TargetItem> items,
            List<FurtherTarget> further,
            @Nullable String next,
            @Nullable String changedBy,
            @Nullable Instant changedAt)
            implements Tabular {

        @Override
        public List<?> rows() {
            return items;
        }
    }

    /**
     * A period such as 2026-03, 2026-Q1, 2026, 2026-W09 or FY2026-Q1; without owner and team, of the whole pipeline.
     *
     * @param measure bookings unless given
     */
    @Schema(requiredProperties = {"period", "amount"})
    public record TargetItem(
            @Schema(ref = "Measure") String measure, String period, String team, String owner, Money amount) {}

    /**
     * A target that counts deals, or is about those of a product, source, region or value of one of the company's own fields. It has one of
     * {@code amount}, {@code won} and {@code entered}.
     *
     * @param measure bookings unless given; numbers of deals are of bookings
     * @param field one of the company's own fields and its value, as in filters
     * @param amount with a product, source, region or field; else it belongs into {@code items}
     * @param won how many deals are to be won
     * @param entered how many deals are to enter the funnel
     */
    @Schema(requiredProperties = "period")
    public record FurtherTarget(
            @Schema(ref = "Measure") String measure,
            String period,
            String team,
            String owner,
            String product,
            String source,
            String region,
            @Schema(examples = "incoterm:FOB") String field,
            Money amount,
            Integer won,
            Integer entered) {

        static FurtherTarget of(Target target, String currency) {
            return new FurtherTarget(
                    Parameters.name(target.measure()),
                    target.period(),
                    target.team(),
                    target.owner(),
                    target.product(),
                    target.source(),
                    target.region(),
                    target.field(),
                    target.metric() == Metric.AMOUNT ? new Money(target.amount(), currency) : null,
                    count(target, Metric.WON),
                    count(target, Metric.ENTERED));
        }

        private static Integer count(Target target, Metric metric) {
            return target.metric() == metric ? Integer.valueOf(target.amount().intValue()) : null;
        }
    }

    private static final String PUT_EXAMPLE =
            """
            {"items":[{"measure":"bookings","period":"2026-03","team":null,"owner":null,\
            "amount":{"amount":"2000.00","currency":"EUR"}}],\
            "further":[{"period":"2026-03","owner":"li.wei","won":12},{"period":"2026-03","product":"lamps","entered":40}]}""";

    /**
     * The whole list.
     *
     * @param further those that are there stay where it is not given
     */
    @Schema(requiredProperties = "items")
    public record TargetChange(List<TargetItem> items, List<FurtherTarget> further) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
    @Operation(
            operationId = "getTargets",
            summary = "The targets of a pipeline",
            description =
                    "All of them, with an ETag to guard a change against another one made meanwhile. As CSV the items.")
    @APIResponse(
            responseCode = "200",
            description = "The targets",
            content = @Content(schema = @Schema(implementation = TargetPage.class)))
    public Response get(
            @BeanParam TableParameters table,
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "Only the targets of this team") @QueryParam("team") String team,
            @Parameter(description = "Only the targets of this person") @QueryParam("owner") String owner) {
        return answer(key, currency(key), team, owner);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @LargestBody(LARGEST)
    @RolesAllowed({Roles.MANAGER, Roles.OPS})
    @Operation(
            operationId = "putTargets",
            summary = "Set the targets of a pipeline",
            description =
                    "Replaces the whole list, or with team or owner their part of it: at most 10,000 targets in a request, items and further "
                            + "together, and 4 MiB. With If-Match "
                            + "only if nobody has changed it meanwhile (412). A quarter without a target of its own has "
                            + "the sum of its months', a year that of its quarters'; a team without one has the sum of those below it. Without further, "
                            + "those that count deals or are about products, sources, regions or own fields stay as they are.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TargetChange.class),
                            example = PUT_EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "The targets as they are now",
            content = @Content(schema = @Schema(implementation = TargetPage.class)))
    @APIResponse(
            responseCode = "412",
            description = "The list has been changed meanwhile",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Response put(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @Parameter(description = "Only the targets of this team") @QueryParam("team") String team,
            @Parameter(description = "Only the targets of this person") @QueryParam("owner") String owner,
            @Parameter(description = "The ETag of the list that is to be replaced") @HeaderParam("If-Match")
                    String match,
            @Context SecurityContext caller,
            TargetChange change) {
        var currency = currency(key);
        var now = targets.of(key);
        var list = new ArrayList<>(new TargetParameters(currency, periods).checked(change));
        if (!list.stream().allMatch(target -> isOf(target, team, owner))) {
            throw new InvalidParameterException("items", "must all be of the team and owner that are asked for");
        }
        now.targets().stream()
                .filter(target -> !isOf(target, team, owner) || change.further() == null && !target.isPlain())
                .forEach(list::add);
        var wanted = version(match);
        if (!targets.replace(
                key,
                list,
                wanted == null ? now.version() : wanted,
                caller.getUserPrincipal().getName())) {
            throw new ChangedMeanwhileException("The targets have been changed meanwhile; read them again");
        }
        return answer(key, currency, team, owner);
    }

    private static boolean isOf(Target target, String team, String owner) {
        return (team == null || team.equals(target.team())) && (owner == null || owner.equals(target.owner()));
    }

    private String currency(String key) {
        return pipelines
                .pipeline(key)
                .orElseThrow(() -> new UnknownPipelineException(key))
                .currency();
    }

    private Response answer(String key, String currency, String team, String owner) {
        var list = targets.of(key);
        var parts = list.targets().stream()
                .filter(target -> isOf(target, team, owner))
                .collect(Collectors.partitioningBy(Target::isPlain));
        var items = parts.get(true).stream()
                .map(target -> new TargetItem(
                        Parameters.name(target.measure()),
                        target.period(),
                        target.team(),
                        target.owner(),
                        new Money(target.amount(), currency)))
                .toList();
        var further = parts.get(false).stream()
                .map(target -> FurtherTarget.of(target, currency))
                .toList();
        return Response.ok(new TargetPage(items, further, null, list.changedBy(), list.changedAt()))
                .header("ETag", "\"" + list.version() + "\"")
                .build();
    }

    private static Long version(String match) {
        if (match == null || match.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(match.replace("\"", ""));
        } catch (NumberFormatException e) {
            // Not one that was ever given.
            return -1L;
        }
    }
}
