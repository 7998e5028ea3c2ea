package dealflow.funnel.http;

import dealflow.edge.Roles;
import dealflow.funnel.Filter;
import dealflow.funnel.Funnels;
import dealflow.funnel.InvalidParameterException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/funnels")
@Tag(name = "Funnels", description = "Statistics of populations of deals; no number is about one deal")
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR, Roles.VIEWER})
public class FunnelResource {

    @Inject
    Funnels funnels;

    /** A pipeline that has a funnel here. */
    public record Known(String key, int version, String currency, String timeZone) {}

    /** All of them. */
    public record KnownFunnels(List<Known> items, String next) {}

    @GET
    @Operation(summary = "The funnels", description = "The pipelines that are known here.")
    public KnownFunnels list() {
        return new KnownFunnels(
                funnels.pipelines().stream()
                        .map(pipeline -> new Known(
                                pipeline.key(),
                                pipeline.version(),
                                pipeline.currency(),
                                pipeline.timeZone().getId()))
                        .toList(),
                null);
    }

    @GET
    @Path("{pipeline}")
    @Operation(
            summary = "A funnel",
            description = "On cohort basis: the deals whose first entry lies in [from, to), how far they have come by "
                    + "asOf, and what is in each stage at asOf. On period basis: the visits that ended in the window, by "
                    + "how. The win rate is of the deals decided in the window. Dates begin in the pipeline's time zone; "
                    + "without a window it is the year up to asOf, and asOf is now.")
    public Funnels.FunnelAnswer funnel(
            @RestPath String pipeline,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("basis") @DefaultValue("cohort") String basis,
            @QueryParam("within") String within,
            @QueryParam("asOf") String asOf,
            @QueryParam("owner") String owner,
            @QueryParam("team") String team,
            @QueryParam("product") String product,
            @QueryParam("source") String source,
            @QueryParam("region") String region) {
        return funnels.funnel(
                funnels.question(pipeline, from, to, asOf, within),
                choice("basis", basis, Funnels.Basis.class),
                new Filter(owner, team, product, source, region));
    }

    @GET
    @Path("{pipeline}/flow")
    @Operation(
            summary = "What flowed in and out",
            description = "Per interval and stage, in number and amount, every term of the balance opening + in + "
                    + "reopened + forwardIn + backwardIn + transferredIn − forwardOut − backwardOut − won − lost − "
                    + "returned − transferredOut + repriced = closing. Intervals end with weeks (Sunday), months or "
                    + "quarters in the pipeline's time zone.")
    public Funnels.FlowAnswer flow(
            @RestPath String pipeline,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("interval") @DefaultValue("month") String interval,
            @QueryParam("asOf") String asOf,
            @QueryParam("owner") String owner,
            @QueryParam("team") String team,
            @QueryParam("product") String product,
            @QueryParam("source") String source,
            @QueryParam("region") String region) {
        return funnels.flow(
                funnels.question(pipeline, from, to, asOf, null),
                choice("interval", interval, Funnels.Interval.class),
                new Filter(owner, team, product, source, region));
    }

    @GET
    @Path("{pipeline}/breakdown")
    @Operation(
            summary = "A funnel by group",
            description = "The cohort of the window by owner, team, product, source, region or lostReason, each deal "
                    + "where it belongs at asOf.")
    public Funnels.BreakdownAnswer breakdown(
            @RestPath String pipeline,
            @QueryParam("by") @DefaultValue("owner") String by,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("within") String within,
            @QueryParam("asOf") String asOf,
            @QueryParam("owner") String owner,
            @QueryParam("team") String team,
            @QueryParam("product") String product,
            @QueryParam("source") String source,
            @QueryParam("region") String region) {
        return funnels.breakdown(
                funnels.question(pipeline, from, to, asOf, within),
                choice("by", by, Funnels.Dimension.class),
                new Filter(owner, team, product, source, region));
    }

    private static <E extends Enum<E>> E choice(String parameter, String text, Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        parameter,
                        "'%s' is not one of %s"
                                .formatted(
                                        text,
                                        Arrays.toString(choices.getEnumConstants())
                                                .toLowerCase(Locale.ROOT))));
    }
}
