package dealflow.forecast.http;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list. */
public class PageParameters {

    @QueryParam("cursor")
    @Parameter(description = "The 'next' of the page before")
    public String cursor;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "How many at most",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int32",
                            minimum = "1",
                            maximum = "500",
                            defaultValue = "50"))
    String limit;

    public int limit() {
        return Parameters.limit(limit);
    }
}
