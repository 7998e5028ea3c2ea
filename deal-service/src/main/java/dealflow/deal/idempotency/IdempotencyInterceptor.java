package dealflow.deal.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.deal.Deals;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Answers a repeated request as the first one, or does it and keeps the answer in the same transaction. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class IdempotencyInterceptor {

    /** Tells a client that it sees an earlier answer. */
    static final String REPLAYED = "Idempotent-Replayed";

    /** Multi-Status: answers of operations on many deals, whose items tell of each deal for itself. */
    private static final int MANY = 207;

    private static final Pattern DEAL = Pattern.compile("/deals/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    @Inject
    RoutingContext routing;

    @Inject
    Deals deals;

    @Inject
    IdempotentRequest request;

    @Inject
    StoredResponses responses;

    @Inject
    SecurityIdentity caller;

    @Inject
    ObjectMapper json;

    @AroundInvoke
    Object once(InvocationContext operation) throws Exception {
        if (!request.hasKey()) {
            return operation.proceed();
        }
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(timeout(operation)));
        try {
            var answer = answerOnce(operation);
            QuarkusTransaction.commit();
            return answer;
        } catch (Exception e) {
            if (QuarkusTransaction.isActive()) {
                QuarkusTransaction.rollback();
            }
            throw e;
        }
    }

    private static int timeout(InvocationContext operation) {
        var annotation = operation.getMethod().getAnnotation(Idempotent.class);
        return annotation == null ? 60 : annotation.timeoutSeconds();
    }

    private Response answerOnce(InvocationContext operation) throws Exception {
        var name = caller.getPrincipal().getName();
        var before = responses.begin(name, request.key());
        if (before.isPresent()) {
            return again(before.get());
        }
        Response answer;
        try {
            answer = (Response) operation.proceed();
        } catch (Exception e) {
            request.refuse();
            throw e;
        }
        var body = body(answer.getEntity());
        var kept = answer.getEntity() instanceof KeptForRepetition part ? body(part.kept()) : body;
        responses.keep(name, request.key(), answer(answer, kept));
        return response(answer(answer, body)).build();
    }

    private Response again(StoredResponse before) throws IOException {
        if (!Arrays.equals(before.fingerprint(), request.fingerprint())) {
            throw new InvalidFieldException(
                    IdempotentRequest.HEADER, "was used for another request: each request needs a key of its own");
        }
        stillTheirs(before);
        return response(before.status() == MANY ? ofTheirsOnly(before) : before)
                .header(REPLAYED, "true")
                .build();
    }

    /** What was answered about a deal is not told again to whom it does not belong any more. */
    private void stillTheirs(StoredResponse before) {
        var deal = DEAL.matcher(before.headers().getOrDefault(HttpHeaders.LOCATION, routing.normalizedPath()));
        if (deal.find()) {
            deals.get(UUID.fromString(deal.group(1)));
        }
    }

    /** Of many deals each is told of for itself. */
    private StoredResponse ofTheirsOnly(StoredResponse before) throws IOException {
        var moves = (ObjectNode) json.readTree(before.body());
        var items = (ArrayNode) moves.get("items");
        var theirs = deals.seen(StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("deal"))
                .filter(JsonNode::isTextual)
                .map(deal -> UUID.fromString(deal.textValue()))
                .toList());
        for (var i = 0; i < items.size(); i++) {
            var deal = items.get(i).path("deal");
            if (deal.isTextual() && !theirs.contains(UUID.fromString(deal.textValue()))) {
                items.set(i, withheld((ObjectNode) items.get(i), deal.textValue()));
            }
        }
        return new StoredResponse(
                before.fingerprint(), before.status(), before.headers(), json.writeValueAsBytes(moves));
    }

    /** What is told in the place of a deal that is not the caller's any more: as if it had never been there. */
    private static ObjectNode withheld(ObjectNode item, String deal) {
        var told = JsonNodeFactory.instance.objectNode();
        for (var field : item.properties()) {
            if (field.getValue().isArray()) {
                told.putArray(field.getKey());
            } else {
                told.putNull(field.getKey());
            }
        }
        var refusal = new NotFoundException("deal", deal);
        told.put("deal", deal).put("status", 404).put("detail", refusal.getMessage());
        return told;
    }

    private byte[] body(Object entity) throws JsonProcessingException {
        return entity == null ? new byte[0] : json.writeValueAsBytes(entity);
    }

    private StoredResponse answer(Response answer, byte[] body) {
        var headers = new HashMap<String, String>();
        answer.getStringHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return new StoredResponse(request.fingerprint(), answer.getStatus(), headers, body);
    }

    private static Response.ResponseBuilder response(StoredResponse answer) {
        var response = Response.status(answer.status());
        if (answer.body().length > 0) {
            response.entity(answer.body());
        }
        answer.headers().forEach(response::header);
        return response;
    }
}
