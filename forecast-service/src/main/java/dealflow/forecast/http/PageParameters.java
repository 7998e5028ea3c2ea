package dealflow.forecast.http;

import dealflow.edge.query.InvalidParameterException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list. */
public class PageParameters {

    @QueryParam("cursor")
    @Parameter(description = "The 'next' of the page before")
    String cursor;

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

    /** The id behind which it begins; null for the first page. */
    public UUID after() {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("cursor", "must be the 'next' of a page");
        }
    }

    public int limit() {
        return Parameters.limit(limit);
    }
}
