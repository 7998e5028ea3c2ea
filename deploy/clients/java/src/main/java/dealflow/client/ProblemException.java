package dealflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a service answers when it refuses or fails (RFC 9457). The message is the detail, or else the title. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Which field cannot be taken, and why. */
    public record FieldError(String field, String message) implements Serializable {}

    /** A thing that a refused move lacks: what kind of thing, which of them (null where there is but one), and the same in words. */
    public record Missing(String kind, String key, String message) implements Serializable {}

    /** The body; those that stand between may answer with a page of their own, of which only the status is of use. */
    private record Problem(
            String type,
            String title,
            String detail,
            String correlationId,
            List<FieldError> errors,
            List<Missing> missing)
            implements Serializable {}

    private final int status;
    private final Problem problem;
    private final Duration retryAfter;

    private ProblemException(int status, Problem problem, Duration retryAfter) {
        super(Objects.requireNonNullElse(problem.detail, problem.title));
        this.status = status;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static ProblemException of(HttpResponse<?> answer, byte[] body) {
        var status = answer.statusCode();
        var given = read(body);
        var problem = new Problem(
                Objects.requireNonNullElse(given.type, "about:blank"),
                Objects.requireNonNullElse(given.title, "HTTP " + status),
                given.detail,
                given.correlationId == null
                        ? answer.headers().firstValue("X-Correlation-Id").orElse(null)
                        : given.correlationId,
                given.errors == null ? List.of() : List.copyOf(given.errors),
                given.missing == null ? List.of() : List.copyOf(given.missing));
        return new ProblemException(
                status, problem, Patience.retryAfter(answer.headers()).orElse(null));
    }

    private static Problem read(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json.isObject()) {
                return Json.MAPPER.treeToValue(json, Problem.class);
            }
        } catch (IOException e) {
            // Not one of ours.
        }
        return new Problem(null, null, null, null, null, null);
    }

    public int status() {
        return status;
    }

    public String type() {
        return problem.type;
    }

    public String title() {
        return problem.title;
    }

    /** What is wrong here, and how to mend it. */
    public Optional<String> detail() {
        return Optional.ofNullable(problem.detail);
    }

    /** Tells operators which lines of the log belong to it. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(problem.correlationId);
    }

    /** Which fields cannot be taken; empty where that is not the problem. */
    public List<FieldError> errors() {
        return problem.errors;
    }

    /** What a refused move lacks; empty where that is not the problem. */
    public List<Missing> missing() {
        return problem.missing;
    }

    /** For how long the service asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
