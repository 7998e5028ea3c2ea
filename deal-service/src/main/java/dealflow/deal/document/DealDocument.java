package dealflow.deal.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Completes this service's API document, before the edge adds what all services share. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public class DealDocument implements OASFilter {

    static final int LONGEST_NUMBER = 40;

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        ContractFields.require(schemas);
        decimal(schemas.get("DealLine").getProperties().get("quantity"));
        OwnFieldValues.describe(api.getComponents());
        decimal(schemas.get("ExchangeRateOfDay").getProperties().get("rate"));
        ForecastAmounts.describe(schemas);
        DealRows.describe(api);
        EventTypes.name(api);
        Headers.define(api.getComponents());
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    PathParameters.describe(path, operation);
                    Headers.add(method, operation);
                }));
    }

    /** Written as text, as amounts are, so that no reader rounds it. */
    private static void decimal(Schema number) {
        number.type(List.of(Schema.SchemaType.STRING))
                .pattern("^[0-9]+(\\.[0-9]+)?$")
                .maxLength(LONGEST_NUMBER);
    }
}
