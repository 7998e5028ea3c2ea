package dealflow.edge.limit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request says of the form of its body and of its answer; the framework fails on what it cannot read there. */
final class MediaTypes {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(;.*)?");

    private MediaTypes() {}

    /** A header that is there and empty says nothing. */
    static void dropEmpty(HttpServerRequest request) {
        for (var name : new CharSequence[] {HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE}) {
            var value = request.getHeader(name);
            if (value != null && value.isBlank()) {
                request.headers().remove(name);
            }
        }
    }

    /** What is wrong with the type of a request's body, and the status for it; null if it can be read. */
    static Refusal refusal(String type, String encoding) {
        if (type != null && !TYPE.matcher(type.strip()).matches()) {
            return new Refusal(400, "Content-Type must be a media type such as application/json");
        }
        if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
            return new Refusal(415, "The body must be sent as it is, without a Content-Encoding");
        }
        return null;
    }

    record Refusal(int status, String detail) {}
}
