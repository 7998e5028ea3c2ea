package dealflow.funnel.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says what the scanner of the annotations says in a way that makes poor clients, before the edge bounds it. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public class ApiFilter implements OASFilter {

    private static final String CSV = "text/csv";

    /** What {@link CsvWriter} writes is text; the scanner takes it for the same object as the JSON. */
    @Override
    public APIResponse filterAPIResponse(APIResponse answer) {
        var content = answer.getContent();
        if (content != null && content.hasMediaType(CSV)) {
            content.getMediaType(CSV)
                    .setSchema(
                            OASFactory.createSchema()
                                    .type(List.of(SchemaType.STRING))
                                    .description(
                                            "The answer's rows, a column per number, named by its path in the JSON; of a notice its message"));
        }
        return answer;
    }
}
