package dealflow.forecast.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says in the API document what the scanner of the annotations says in a way that makes poor clients. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiFilter implements OASFilter {

    /** A default stands beside a reference, as OpenAPI 3.1 allows; the scanner makes a schema of two parts of them. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        var schema = parameter.getSchema();
        if (schema != null && schema.getAllOf() != null && schema.getAllOf().size() == 2) {
            var named = schema.getAllOf().get(0);
            var more = schema.getAllOf().get(1);
            if (named.getRef() != null && more.getDefaultValue() != null) {
                parameter.setSchema(
                        OASFactory.createSchema().ref(named.getRef()).defaultValue(more.getDefaultValue()));
            }
        }
        return parameter;
    }
}
