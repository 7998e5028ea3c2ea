package dealflow.deal.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Completes this service's API document, before the edge adds what all services share. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public class DealDocument implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        ContractFields.require(schemas);
        DealRows.describe(api);
        EventTypes.name(api);
        Headers.define(api.getComponents());
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    PathParameters.describe(path, operation);
                    Headers.add(method, operation);
                }));
    }
}
