package dealflow.forecast.http;

import dealflow.forecast.Scope;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters that every question takes. */
public class ScopeParameters {

    @QueryParam("owner")
    @Parameter(description = "Only deals of this salesperson")
    String owner;

    @QueryParam("team")
    @Parameter(description = "Only deals of this team")
    String team;

    @QueryParam("product")
    @Parameter(description = "Only deals of this product")
    String product;

    @QueryParam("source")
    @Parameter(description = "Only deals from this source")
    String source;

    @QueryParam("region")
    @Parameter(description = "Only deals of this region")
    String region;

    Scope scope() {
        return new Scope(owner, team, product, source, region);
    }
}
