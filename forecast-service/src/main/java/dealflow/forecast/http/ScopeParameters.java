package dealflow.forecast.http;

import dealflow.edge.answer.CsvWriter;
import dealflow.edge.query.FilterParameters;
import dealflow.edge.query.OrNone;
import dealflow.forecast.history.Scope;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
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

    public Scope scope() {
        return new Scope(anyOf("owner"), anyOf("team"), anyOf("product"), anyOf("source"), anyOf("region"));
    }
}
