package dealflow.forecast.http;

import dealflow.consumer.Teams;
import dealflow.contract.organisation.TeamChoice;
import dealflow.contract.organisation.TeamTree;
import dealflow.edge.access.Sights;
import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OwnFieldParameters;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TeamGroups;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters that every question takes. */
public class ScopeParameters extends FilterParameters {

    @QueryParam("owner")
    @Parameter(description = "Only deals of this salesperson; repeat it for several")
    List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(
            description =
                    "Only deals of this team and the teams below it, as they stood on the day of 'asOf'; empty for those without one; repeat it "
                            + "for several")
    List<String> team;

    @QueryParam("teamsBelow")
    @DefaultValue("true")
    @Parameter(description = "Whether a team stands for those below it, too; false for its own deals only")
    boolean teamsBelow;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one; repeat it for several")
    List<String> product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals from this source; empty for those without one; repeat it for several")
    List<String> source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one; repeat it for several")
    List<String> region;

    @QueryParam(CsvWriter.BOM)
    @DefaultValue("false")
    @Parameter(description = TableParameters.OF_BOM)
    boolean bom;

    @QueryParam("field")
    @Parameter(description = OwnFieldParameters.FIELD, example = "incoterm:FOB")
    List<String> field;

    @Inject
    PipelineDirectory directory;

    @Inject
    Teams teams;

    @Inject
    Sights sights;

    public Scope scope() {
        return scope(this::tree);
    }

    /** With teams as they stood at another moment than that of {@code asOf}. */
    public Scope scope(Instant moment) {
        return scope(() -> teams.at(moment));
    }

    private Scope scope(Supplier<TeamTree> tree) {
        var asked = new HashMap<Grouping, Set<String>>();
        for (var label : Label.values()) {
            var values = anyOf(Parameters.name(label));
            if (values != null) {
                asked.put(label, values);
            }
        }
        ownFields().filter(field).forEach((key, values) -> asked.put(new OwnField(key), values));
        var scope = new Scope(asked);
        return scope.team() == null ? scope : scope.with(chosen(scope, tree.get()));
    }

    /** What was below a team on a past day may be nobody's below it today. */
    private TeamChoice chosen(Scope scope, TeamTree tree) {
        var choice = new TeamChoice(tree, scope.team(), teamsBelow);
        if (!choice.isPlain()) {
            sights.checkTeams(scope.owner(), choice.teams());
        }
        return choice;
    }

    private TeamTree tree() {
        var asOf = asked().get("asOf");
        return teams.at(Parameters.asOf("asOf", asOf == null ? null : asOf.get(0)));
    }

    private OwnFieldParameters ownFields() {
        var fields = directory.ownFields();
        return new OwnFieldParameters(fields.keys(), fields.singleKeys());
    }

    /** What to group by; null for nothing. */
    public Grouping grouping(String by) {
        if (by == null) {
            return null;
        }
        var key = ownFields().group("by", by);
        if (key != null) {
            return new OwnField(key);
        }
        var label = Parameters.labelOrField(by);
        return label == Label.TEAM && teamsBelow && !tree().isFlat() ? ofTeams() : label;
    }

    private Grouping ofTeams() {
        var asked = anyOf("team");
        return new TeamGroups(tree(), asked == null ? Set.of() : asked);
    }
}
