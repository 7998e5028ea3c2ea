package dealflow.console.assistant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import dealflow.console.ConsoleProblems;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way in, for one message at a time: each stands alone with its token, so any replica answers it, nobody goes on with somebody else's
 * session, and there are no streams to hold open. What the protocol's library would stumble over is refused here.
 */
@ApplicationScoped
class Entrance {

    private static final String PATH = "/mcp";
    private static final String SESSION = "Mcp-Session-Id";

    /** After Quarkus has looked at the token (-200, -100), before the protocol's own routes. */
    private static final int ORDER = -50;

    /** Of a message: a call and its arguments. */
    private static final long BYTES = 64 << 10;

    private static final List<String> METHODS =
            List.of("initialize", "ping", "tools/list", "tools/call", "logging/setLevel");

    private final ConsoleAddress address;
    private final ObjectMapper json;
    private final JsonSchema message;

    Entrance(ConsoleAddress address, ObjectMapper json) {
        this.address = address;
        this.json = json;
        this.message = Schemas.of(Schemas.read("message.json", json));
    }

    void routes(@Observes Router router) {
        var body = BodyHandler.create(false).setBodyLimit(BYTES);
        router.route(PATH + "/*")
                .order(ORDER)
                .handler(context -> enter(context, body))
                .handler(this::check)
                .failureHandler(Entrance::explain);
    }

    private void enter(RoutingContext context, BodyHandler body) {
        var request = context.request();
        var response = context.response();
        if (!context.normalizedPath().equals(PATH)) {
            ConsoleProblems.answer(context, 404, "Not Found", "Assistants send their messages to " + PATH);
            return;
        }
        if (request.method() != HttpMethod.POST) {
            response.putHeader("Allow", "POST");
            ConsoleProblems.answer(
                    context, 405, "Method Not Allowed", "There are no sessions and no streams here: POST each message");
            return;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equals(address.of(request))) {
            ConsoleProblems.answer(context, 403, "Forbidden", "No page of another origin asks here");
            return;
        }
        request.headers().remove(SESSION);
        context.addHeadersEndHandler(any -> response.headers().remove(SESSION));
        body.handle(context);
    }

    private void check(RoutingContext context) {
        var body = context.body().buffer();
        JsonNode told;
        try {
            told = json.readTree(body == null ? new byte[0] : body.getBytes());
        } catch (JsonProcessingException e) {
            refuse(context, null, JsonRpcErrorCodes.PARSE_ERROR, "This is no JSON: " + e.getOriginalMessage());
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Clients that fill in every argument say null for what they leave out.
        if (told.at("/params/arguments") instanceof ObjectNode arguments && withoutNulls(arguments)) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer(told.toString()));
        }
        var wrong = message.validate(told);
        if (!wrong.isEmpty()) {
            var all = wrong.stream()
                    .map(each -> (Schemas.field(each) + " " + each.getError()).strip())
                    .collect(Collectors.joining("; "));
            refuse(context, told.get("id"), JsonRpcErrorCodes.INVALID_REQUEST, all);
        } else if (!told.has("id")) {
            // Of a notification, such as that a client is ready, there is nothing to keep.
            context.response().setStatusCode(202).end();
        } else if (!METHODS.contains(told.get("method").asText())) {
            refuse(context, told.get("id"), JsonRpcErrorCodes.METHOD_NOT_FOUND, "There is " + METHODS);
        } else {
            context.next();
        }
    }

    private static boolean withoutNulls(ObjectNode arguments) {
        var before = arguments.size();
        arguments.removeIf(JsonNode::isNull);
        return arguments.size() < before;
    }

    private void refuse(RoutingContext context, JsonNode id, int code, String why) {
        var answer = json.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", why);
        context.response()
                .setStatusCode(code == JsonRpcErrorCodes.METHOD_NOT_FOUND ? 200 : 400)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.toString());
    }

    private static void explain(RoutingContext context) {
        switch (context.statusCode()) {
            case 413 ->
                ConsoleProblems.answer(context, 413, "Content Too Large", "A message has at most " + BYTES + " bytes");
            case 400 ->
                ConsoleProblems.answer(
                        context, 400, "Bad Request", "Send the header Accept: application/json, text/event-stream");
            default -> context.next();
        }
    }
}
