package dealflow.edge.openapi;

import dealflow.edge.answer.CsvWriter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says what the scanner of the annotations says in a way that makes poor clients, before the edge bounds it. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public class CsvAnswers implements OASFilter {

    /** What {@link CsvWriter} writes is text; the scanner takes it for the same object as the JSON. */
    @Override
    public APIResponse filterAPIResponse(APIResponse answer) {
        var content = answer.getContent();
        if (content != null && content.hasMediaType(CsvWriter.TYPE) && !isText(content.getMediaType(CsvWriter.TYPE))) {
            // A new one: where the annotation gives the schema, both types have the same.
            content.addMediaType(
                    CsvWriter.TYPE,
                    OASFactory.createMediaType()
                            .schema(
                                    OASFactory.createSchema()
                                            .type(List.of(SchemaType.STRING))
                                            .description(
                                                    "The answer's rows, a column per number, named by its path in the JSON; of a notice its message")));
        }
        return answer;
    }

    private static boolean isText(MediaType type) {
        var schema = type.getSchema();
        return schema != null && schema.getType() != null && schema.getType().contains(SchemaType.STRING);
    }
}
