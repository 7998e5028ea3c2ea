package dealflow.forecast.http;

import dealflow.edge.answer.CsvWriter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a table is written. */
public class TableParameters {

    static final String OF_BOM =
            "Whether a CSV table begins with a byte order mark, by which Excel knows that it is UTF-8; without effect on JSON";

    @QueryParam(CsvWriter.BOM)
    @DefaultValue("false")
    @Parameter(description = TableParameters.OF_BOM)
    boolean bom;
}
