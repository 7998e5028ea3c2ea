package dealflow.deal.idempotency;

import dealflow.deal.refusal.InvalidFieldException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The Idempotency-Key of the current request, and the fingerprint of what was asked under it. */
@RequestScoped
class IdempotentRequest {

    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private String key;
    private Fingerprint fingerprint;
    private boolean refused;

    /** Begins to take the request's fingerprint, if it carries a key; its body goes by while it is read. */
    void watch(ContainerRequestContext request) {
        key = request.getHeaderString(HEADER);
        if (key == null) {
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidFieldException(HEADER, "must have 1 to 200 visible ASCII characters, such as a UUID");
        }
        var uri = request.getUriInfo().getRequestUri();
        var head = String.join(
                "\n",
                request.getMethod(),
                uri.getRawPath(),
                String.valueOf(uri.getRawQuery()),
                String.valueOf(request.getHeaderString(HttpHeaders.CONTENT_TYPE)),
                String.valueOf(request.getHeaderString(HttpHeaders.IF_MATCH)),
                "");
        fingerprint = new Fingerprint(request.getEntityStream(), head.getBytes(StandardCharsets.UTF_8));
        request.setEntityStream(fingerprint);
    }

    boolean hasKey() {
        return key != null;
    }

    String key() {
        return key;
    }

    byte[] fingerprint() {
        return fingerprint.ofWholeRequest();
    }

    /** The operation refused the request and changed nothing; the answer is yet to be written. */
    void refuse() {
        refused = true;
    }

    boolean refused() {
        return refused;
    }
}
