package dealflow.funnel.question;

import dealflow.consumer.Teams;
import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamTree;
import dealflow.edge.access.Sights;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OwnFieldParameters;
import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.history.OwnField;
import dealflow.funnel.ledger.Images;
import dealflow.funnel.rollup.Filter;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters that say which deals are asked about, of one pipeline or of several. */
public abstract class DealFilters extends FilterParameters {

    static final String TEAMS_BELOW = "teamsBelow";

    @QueryParam("owner")
    @Parameter(description = "Only this person's deals; repeat it for several")
    public List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(
            description =
                    "Only deals of this team and the teams below it, as they stood on the day of 'asOf'; empty for those without one; repeat it "
                            + "for several")
    public List<String> team;

    @QueryParam(TEAMS_BELOW)
    @DefaultValue("true")
    @Parameter(description = "Whether a team stands for those below it, too; false for its own deals only")
    public boolean teamsBelow;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one; repeat it for several")
    public List<String> product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals of this source; empty for those without one; repeat it for several")
    public List<String> source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one; repeat it for several")
    public List<String> region;

    @QueryParam("field")
    @Parameter(description = OwnFieldParameters.FIELD, example = "incoterm:FOB")
    public List<String> field;

    @Inject
    Images images;

    @Inject
    Teams teams;

    @Inject
    Sights sights;

    /**
     * Deals with the values that are asked for.
     *
     * @param least in amount; null for any
     * @param most in amount; null for any
     */
    protected Filter filter(BigDecimal least, BigDecimal most) {
        var asked = new HashMap<Grouping, Set<String>>();
        for (var dimension : Dimension.values()) {
            var values = anyOf(dimension.parameter());
            if (values != null) {
                asked.put(dimension, values);
            }
        }
        ownFields().filter(field).forEach((key, values) -> asked.put(new OwnField(key), values));
        var filter = new Filter(asked, least, most);
        return filter.team() == null ? filter : filter.and(chosen(filter));
    }

    /** What was below a team on a past day may be nobody's below it today. */
    private TeamChoice chosen(Filter filter) {
        var choice = new TeamChoice(tree(), filter.team(), teamsBelow);
        if (!choice.isPlain()) {
            sights.checkTeams(filter.owner(), choice.teams());
        }
        return choice;
    }

    TeamTree tree() {
        return teams.on(day());
    }

    /** The day of which the teams are. */
    protected LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    OwnFieldParameters ownFields() {
        var fields = images.ownFields();
        return new OwnFieldParameters(fields.keys(), fields.singleKeys());
    }
}
