package dealflow.edge.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers that answers of every operation bear: told once, in {@code components/headers}. */
final class CommonHeaders {

    private CommonHeaders() {}

    static void define(Components components) {
        text(components, "X-Correlation-Id", "Ties the answer to the logs; your own if you sent one", 100);
        text(components, "Access-Control-Allow-Origin", "Where a browser's page of another origin may read", 255);
        text(components, "RateLimit", "How many requests are left (r), until when (t, in seconds)", 100);
        text(components, "Retry-After", "In how many seconds to come again", 10);
    }

    private static void text(Components components, String name, String description, int length) {
        components.addHeader(
                name,
                OASFactory.createHeader()
                        .description(description)
                        .schema(OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .maxLength(length)));
    }

    /** Adds those that an answer of a status bears. */
    static void add(String status, APIResponse answer) {
        refer(answer, "X-Correlation-Id");
        refer(answer, "Access-Control-Allow-Origin");
        if (status.matches("[24].*")) {
            refer(answer, "RateLimit");
        }
        if (status.equals("429") || status.equals("503")) {
            refer(answer, "Retry-After");
        }
    }

    private static void refer(APIResponse answer, String name) {
        answer.addHeader(name, OASFactory.createHeader().ref(name));
    }
}
