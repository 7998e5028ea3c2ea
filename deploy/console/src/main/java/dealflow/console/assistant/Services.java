package dealflow.console.assistant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.console.Callers;
import dealflow.console.ConsoleConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The services, asked with the token that came: what somebody may see, and how much of it, is theirs to say. Nothing but GET is sent. */
@ApplicationScoped
class Services {

    /** More than a service takes before it gives up itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a problem says beside that is of no use to an assistant. */
    private static final List<String> NOT_TOLD = List.of("type", "instance");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final ConsoleConfig config;
    private final Callers callers;
    private final ObjectMapper json;

    Services(ConsoleConfig config, Callers callers, ObjectMapper json) {
        this.config = config;
        this.callers = callers;
        this.json = json;
    }

    /**
     * What a service answers to whoever sent the request.
     *
     * @param service {@code deals}, {@code funnels} or {@code forecasts}
     * @param path with its query, encoded
     * @throws RefusedException with the service's problem, if it answers with one
     */
    ObjectNode get(RoutingContext context, String service, String path) {
        var request = HttpRequest.newBuilder(
                        URI.create(config.services().get(service).toString().replaceFirst("/$", "") + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + callers.token(context))
                .header("Accept", "application/json")
                .header(Callers.FORWARDED_FOR, callers.address(context.request()));
        var language = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (language != null) {
            request.header("Accept-Language", language);
        }
        try {
            var answer = http.send(request.GET().build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new RefusedException(problem(answer));
            }
            return (ObjectNode) json.readTree(answer.body());
        } catch (IOException e) {
            throw new RefusedException(away());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(away());
        }
    }

    private ObjectNode problem(HttpResponse<String> answer) {
        var problem = json.createObjectNode().put("status", answer.statusCode());
        try {
            if (json.readTree(answer.body()) instanceof ObjectNode told) {
                problem.setAll(told.remove(NOT_TOLD));
            }
        } catch (JsonProcessingException e) {
            problem.put("detail", "The service did not say why");
        }
        answer.headers().firstValue("Retry-After").ifPresent(seconds -> problem.put("retryAfterSeconds", seconds));
        return problem;
    }

    private ObjectNode away() {
        return json.createObjectNode()
                .put("title", "Unavailable")
                .put("status", 502)
                .put("detail", "The service does not answer at the moment; try again soon");
    }
}
