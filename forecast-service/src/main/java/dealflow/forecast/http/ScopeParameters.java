package dealflow.forecast.http;

import dealflow.edge.query.OrNone;
import dealflow.edge.query.OrNoneParameters;
import dealflow.forecast.history.Scope;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters that every question takes. */
public class ScopeParameters extends OrNoneParameters {

    @QueryParam("owner")
    @Parameter(description = "Only deals of this salesperson")
    String owner;

    @QueryParam("team")
    @OrNone
    @Parameter(description = "Only deals of this team; empty for those without one")
    String team;

    @QueryParam("product")
    @OrNone
    @Parameter(description = "Only deals of this product; empty for those without one")
    String product;

    @QueryParam("source")
    @OrNone
    @Parameter(description = "Only deals from this source; empty for those without one")
    String source;

    @QueryParam("region")
    @OrNone
    @Parameter(description = "Only deals of this region; empty for those without one")
    String region;

    public Scope scope() {
        return new Scope(
                owner,
                orNone("team", team),
                orNone("product", product),
                orNone("source", source),
                orNone("region", region));
    }
}
