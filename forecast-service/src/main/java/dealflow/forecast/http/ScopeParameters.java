package dealflow.forecast.http;

import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.edge.query.OwnFieldParameters;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Label;
import dealflow.forecast.history.OwnField;
import dealflow.forecast.history.PipelineDirectory;
import dealflow.forecast.history.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters that every question takes. */
public class ScopeParameters extends FilterParameters {

    @QueryParam("owner")
    @Parameter(description = "Only deals of this salesperson; repeat it for several")
    List<String> owner;

    @QueryParam("team")
    @OrNone
    @Parameter(description = "Only deals of this team; empty for those without one; repeat it for several")
    List<String> team;

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

    public Scope scope() {
        var asked = new HashMap<Grouping, Set<String>>();
        for (var label : Label.values()) {
            var values = anyOf(Parameters.name(label));
            if (values != null) {
                asked.put(label, values);
            }
        }
        ownFields().filter(field).forEach((key, values) -> asked.put(new OwnField(key), values));
        return new Scope(asked);
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
        return key == null ? Parameters.labelOrField(by) : new OwnField(key);
    }
}
