package dealflow.deal.document;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers that this service takes and gives. */
final class Headers {

    /** What has a version; an answer that is one of them names it. */
    private static final Set<String> VERSIONED = Set.of(
            "#/components/schemas/DealSnapshot",
            "#/components/schemas/Pipeline",
            "#/components/schemas/FieldDefinition",
            "#/components/schemas/TeamDefinition",
            "#/components/schemas/SavedView",
            "#/components/schemas/RiskReview",
            "#/components/schemas/CustomerAnswer",
            "#/components/schemas/WebhookAnswer");

    /** What makes something that has an address of its own. */
    private static final Set<String> MAKING = Set.of(
            "openDeal", "createCustomer", "createPipeline", "createWebhook", "importDeals", "orderTransfer", "putDeal");

    /** What gives its reasons in the reader's language. */
    private static final Set<String> IN_WORDS = Set.of("listPriceRequests", "recordPriceRequest", "concedePrice");

    private Headers() {}

    static void define(Components components) {
        define(components, "ETag", "The version of what is answered, for If-Match", 25);
        define(components, "Location", "The path of what was made", 255);
        define(components, "Idempotent-Replayed", "true where this is the first answer again", 4);
    }

    private static void define(Components components, String name, String description, int length) {
        components.addHeader(
                name, OASFactory.createHeader().description(description).schema(text(length)));
    }

    private static Schema text(int length) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(length);
    }

    static void add(PathItem.HttpMethod method, Operation operation) {
        if (IN_WORDS.contains(operation.getOperationId())) {
            take(operation, "Accept-Language", "zh or en", text(200));
        }
        var repeatable = method == PathItem.HttpMethod.POST;
        if (repeatable) {
            take(
                    operation,
                    "Idempotency-Key",
                    "Sent again with the same key, the request is done once and answered as the first time: 1 to 200 "
                            + "visible ASCII characters, best a UUID",
                    text(200).pattern("^[!-~]+$").minLength(1));
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2")) {
                refer(answer, "Idempotent-Replayed", repeatable);
                refer(answer, "ETag", isVersioned(answer));
                refer(answer, "Location", !status.equals("200") && MAKING.contains(operation.getOperationId()));
            }
        });
    }

    private static void take(Operation operation, String name, String description, Schema schema) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(schema));
    }

    private static boolean isVersioned(APIResponse answer) {
        return answer.getContent() != null
                && answer.getContent().getMediaTypes().values().stream()
                        .map(content -> content.getSchema().getRef())
                        .anyMatch(reference -> reference != null && VERSIONED.contains(reference));
    }

    private static void refer(APIResponse answer, String name, boolean has) {
        if (has) {
            answer.addHeader(name, OASFactory.createHeader().ref(name));
        }
    }
}
