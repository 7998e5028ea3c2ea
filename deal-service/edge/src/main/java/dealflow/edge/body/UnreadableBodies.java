package dealflow.edge.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dealflow.edge.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Says of a body that is no JSON, or not the JSON that was expected, where and how it differs. */
@ApplicationScoped
public class UnreadableBodies {

    @Inject
    Problem problem;

    @Inject
    @Any
    Instance<ValueRefusals> refusals;

    public Response answer(JsonProcessingException e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            for (var refusal : refusals) {
                var answer = refusal.answer(cause);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        var field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        var message = message(e);
        if (e instanceof RefusedValueException refused && refused.ofTheForm()) {
            return problem.ofField(422, "Invalid value", field, message);
        }
        return problem.ofField(
                400, "Malformed JSON", (field.isEmpty() ? "The body " : field + " ") + message, field, message);
    }

    private static String message(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is not a field here; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .sorted(Comparator.comparing(String::valueOf))
                            .toList();
        }
        if (e instanceof RefusedValueException) {
            return e.getOriginalMessage();
        }
        if (isTooMuch(e)) {
            return "is more than is taken: texts are too long, numbers too precise, or lists too long or too deep";
        }
        var place = e.getLocation();
        return form(e.getOriginalMessage())
                + (place == null || place.getLineNr() < 0
                        ? ""
                        : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr()));
    }

    private static boolean isTooMuch(Throwable e) {
        return e instanceof StreamConstraintsException || e.getCause() != null && isTooMuch(e.getCause());
    }

    /** Jackson has no types for these two. */
    private static String form(String message) {
        if (message.startsWith("Duplicate field")) {
            return "has a field twice: each must be there once";
        }
        return message.startsWith("Trailing token")
                ? "goes on behind its end: it must be one JSON value"
                : "cannot be read as JSON of the expected form";
    }
}
