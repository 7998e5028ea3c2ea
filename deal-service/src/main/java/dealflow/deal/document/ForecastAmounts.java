package dealflow.deal.document;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What events of the forecast have of amounts: texts, so that no reader rounds them. */
final class ForecastAmounts {

    private static final Map<String, List<String>> AMOUNTS = Map.of(
            "ExpectedAmount", List.of("expected", "p10", "p50", "p90"),
            "ForecastPeriod", List.of("closed", "target"),
            "ForecastCall", List.of("commit", "bestCase"),
            "TargetOutlook", List.of("amount", "closed"));

    private ForecastAmounts() {}

    static void describe(Map<String, Schema> schemas) {
        AMOUNTS.forEach((name, fields) -> fields.forEach(
                field -> decimal(schemas.get(name).getProperties().get(field))));
    }

    /** One that may be null still may. */
    private static void decimal(Schema amount) {
        amount.type(amount.getType().stream()
                        .map(type -> type == Schema.SchemaType.NUMBER ? Schema.SchemaType.STRING : type)
                        .toList())
                .pattern("^-?[0-9]+(\\.[0-9]+)?$")
                .maxLength(DealDocument.LONGEST_NUMBER);
    }
}
