package dealflow.forecast.snapshot;

import dealflow.edge.access.Roles;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.InvalidParameterException;
import dealflow.forecast.answer.KnownPipelines;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.fiscal.Periods;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.http.DisclosureRights;
import dealflow.forecast.http.PageParameters;
import dealflow.forecast.http.Parameters;
import dealflow.forecast.http.ScopeParameters;
import dealflow.forecast.load.ForecastConfig;
import dealflow.forecast.load.InTime;
import dealflow.forecast.refusal.UnknownSnapshotException;
import dealflow.forecast.snapshot.ChangedDealsAnswer.ChangedDeal;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What changed between two moments, and why. For those who may see the deals: a term may be about one. */
@Tag(name = "Snapshots", description = "Forecasts as they were given, and why two differ")
@Path("/forecasts/{pipeline}/changes")
@Blocking
@InTime
@Produces({MediaType.APPLICATION_JSON, CsvWriter.TYPE})
@RolesAllowed({Roles.REP, Roles.MANAGER, Roles.OPS, Roles.INTEGRATOR})
public class ChangesResource {

    private static final String FROM =
            "The earlier forecast: the id of a snapshot, or a moment such as 2026-02-01T00:00:00Z";
    private static final String TO = "The later one, likewise; without it that of now";
    private static final String PERIOD = "A year, quarter, month or week; without it the month of the later moment";
    private static final String TERM =
            "Only the deals of this term; of a term that the measure does not have there are none";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Snapshots snapshots;
    private final ChangesBetween changes;
    private final KnownPipelines pipelines;
    private final Periods periods;
    private final ForecastConfig config;
    private final DisclosureRights rights;

    ChangesResource(
            Snapshots snapshots,
            ChangesBetween changes,
            KnownPipelines pipelines,
            Periods periods,
            ForecastConfig config,
            DisclosureRights rights) {
        this.rights = rights;
        this.snapshots = snapshots;
        this.changes = changes;
        this.pipelines = pipelines;
        this.periods = periods;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "explainChanges",
            summary = "What changed between two moments, and why",
            description =
                    "The difference of what is expected of one period, of all deals in sight or of a filter's: new, won, lost, slipped (less likely in the "
                            + "period), pulledIn (more likely), repriced, reopened, transferred (came into the filter, or left it), model (what was learned) and restated "
                            + "(what was known only later). Of receipts also cancelled (orders that are none any more), paidWithin (orders that paid meanwhile, in the period, and deposits of open deals: "
                            + "what came and may still come, less what was expected), paidOutside (that paid before or after it), refunded, paymentSooner and paymentLater "
                            + "(orders that paid nothing meanwhile: more or less is expected within the period, as they wait or reach a milestone) and termsChanged. The terms "
                            + "sum to the difference. Each tells its deals' own amounts (face): of what was paid what came, of what is owed what is; what fewer than ten did to "
                            + "what is expected would tell their chances, and counts in model. Teams are those of the day of the later moment.")
    @APIResponse(responseCode = "200", description = "The difference, term by term")
    public ChangesAnswer changes(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(required = true, description = FROM) @QueryParam("from") String from,
            @Parameter(description = TO) @QueryParam("to") String to,
            @Parameter(description = PERIOD, example = "2026-03") @QueryParam("period") String period) {
        var asked = asked(key, scope, measure, from, to, period);
        return ChangesAnswer.of(key, asked.pipeline().currency(), changes.explain(asked), config.minimumSample());
    }

    /** A tree that has changed in between is no change of the forecast: teams are those of the later moment. */
    private ChangesBetween.Asked asked(
            String key, ScopeParameters scope, String measure, String from, String to, String period) {
        var wanted = Parameters.measure(measure);
        var pipeline = pipelines.exists(key);
        var before = forecast(key, "from", needed(from));
        var after = later(key, before, to);
        return new ChangesBetween.Asked(
                pipeline, wanted, before, after, period(key, period, after), scope.scope(after.asOf()));
    }

    @GET
    @Path("/deals")
    @Operation(
            operationId = "listChangedDeals",
            summary = "The deals behind a change",
            description =
                    "Of one term or of all that name deals, in the order of their ids: as they were, and as they are.")
    @APIResponse(responseCode = "200", description = "A page of deals")
    public ChangedDealsAnswer deals(
            @Parameter(description = Parameters.PIPELINE) @PathParam("pipeline") String key,
            @BeanParam ScopeParameters scope,
            @Parameter(description = Parameters.MEASURE, schema = @Schema(ref = "Measure"))
                    @QueryParam("measure")
                    @DefaultValue("bookings")
                    String measure,
            @Parameter(required = true, description = FROM) @QueryParam("from") String from,
            @Parameter(description = TO) @QueryParam("to") String to,
            @Parameter(description = PERIOD, example = "2026-03") @QueryParam("period") String period,
            @Parameter(description = TERM, schema = @Schema(ref = "ChangeReason")) @QueryParam("term") String term,
            @BeanParam PageParameters paging) {
        var most = paging.limit();
        var after = paging.after();
        var wanted = term == null ? null : term(term);
        var asked = asked(key, scope, measure, from, to, period);
        var found = new ArrayList<ChangedDeal>();
        changes.tell(asked, changed -> {
            if ((wanted == null || wanted == changed.term())
                    && (after == null || changed.deal().compareTo(after) > 0)) {
                found.add(ChangedDeal.of(changed, asked.measure(), sees(changed.is())));
            }
        });
        found.sort(Comparator.comparing(ChangedDeal::deal));
        var page = page(found, most);
        return new ChangedDealsAnswer(
                key,
                asked.period().name(),
                page,
                page.size() < found.size() ? page.get(page.size() - 1).deal().toString() : null);
    }

    /** What is none any more is told as it was. */
    private boolean sees(DealHistory deal) {
        if (deal == null) {
            return true;
        }
        var labels = deal.labels();
        return rights.deals(new Scope(labels.owner(), labels.team(), null, null, null));
    }

    /** A deal that is in two terms is on one page. */
    private static List<ChangedDeal> page(List<ChangedDeal> all, int most) {
        var end = Math.min(most, all.size());
        while (end > 0
                && end < all.size()
                && all.get(end).deal().equals(all.get(end - 1).deal())) {
            end++;
        }
        return all.subList(0, end);
    }

    private static Term term(String name) {
        return Arrays.stream(Term.values())
                .filter(term -> term.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "term",
                        "must be one of "
                                + Arrays.stream(Term.values()).map(Term::key).toList()));
    }

    private static String needed(String from) {
        if (from == null) {
            throw new InvalidParameterException(
                    "from", "is needed: the id of a snapshot, or a moment such as 2026-02-01T00:00:00Z");
        }
        return from;
    }

    private KnownForecast later(String key, KnownForecast before, String to) {
        var after = forecast(key, "to", to);
        if (after.asOf().isBefore(before.asOf())) {
            throw new InvalidParameterException("to", "must be later than 'from'");
        }
        return after;
    }

    private KnownForecast forecast(String key, String parameter, String text) {
        if (text != null && ID.matcher(text).matches()) {
            var id = UUID.fromString(text);
            var snapshot = snapshots.find(key, id).orElseThrow(() -> new UnknownSnapshotException(id));
            return new KnownForecast(snapshot, snapshot.asOf());
        }
        return new KnownForecast(null, Parameters.asOf(parameter, text));
    }

    private NamedPeriod period(String key, String name, KnownForecast after) {
        var today = pipelines.today(key, after.asOf().toString());
        var period = periods.checked("period", name == null ? Interval.MONTH.name(today) : name);
        Parameters.inSight("period", period.to(), LocalDate.from(today));
        return period;
    }
}
