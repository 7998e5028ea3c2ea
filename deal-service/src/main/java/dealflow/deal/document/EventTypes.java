package dealflow.deal.document;

import dealflow.deal.feed.EventFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The types of events, where one is asked for or told: a closed set, named once. */
final class EventTypes {

    private static final String NAME = "EventType";

    /** Schemas with a list of them. */
    private static final List<String> LISTS = List.of("NewWebhook", "WebhookFields", "WebhookAnswer");

    private EventTypes() {}

    static void name(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        for (var list : LISTS) {
            schemas.get(list).getProperties().get("types").setItems(reference());
        }
        api.getComponents()
                .addSchema(
                        NAME,
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .description("What happened")
                                .enumeration(List.copyOf(EventFilter.TYPES)));
        for (var path : List.of("/events", "/events/stream")) {
            api.getPaths().getPathItem(path).getGET().getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("type"))
                    .forEach(parameter -> parameter.getSchema().setItems(reference()));
        }
    }

    private static Schema reference() {
        return OASFactory.createSchema().ref(NAME);
    }
}
