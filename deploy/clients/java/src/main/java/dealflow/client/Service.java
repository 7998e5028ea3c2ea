package dealflow.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Where a service is, and how it is asked; what the generated calls stand on. */
public final class Service {

    private final URI address;
    private final HttpClient http;
    private final Supplier<String> token;
    private final Map<String, String> headers;
    private final Patience patience;
    private final Duration timeout;

    Service(
            URI address,
            HttpClient http,
            Supplier<String> token,
            Map<String, String> headers,
            Patience patience,
            Duration timeout) {
        this.address = address;
        this.http = http;
        this.token = token;
        this.headers = headers;
        this.patience = patience;
        this.timeout = timeout;
    }

    /** @param path as the API document has it, with {@code {names}} */
    public Call call(String method, String path) {
        var call = new Call(this, method, path);
        headers.forEach(call::header);
        return call;
    }

    URI at(String pathAndQuery) {
        if (address == null) {
            throw new IllegalStateException(
                    "Dealflow.builder() has been given no address of the service with " + pathAndQuery);
        }
        return URI.create(address.toString().replaceFirst("/$", "") + pathAndQuery);
    }

    /** Sends a request, with a token that is asked for each time, again where that can help and does no harm. */
    HttpResponse<InputStream> send(HttpRequest.Builder request, String method) {
        var most = patience.repeats(method);
        for (var done = 0; ; done++) {
            try {
                var bearer = token.get();
                if (bearer != null) {
                    request.setHeader("Authorization", "Bearer " + bearer);
                }
                var answer = http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
                var pause = patience.pause(answer, done);
                if (done >= most || pause.isEmpty()) {
                    return answer;
                }
                answer.body().close();
                sleep(pause.get());
            } catch (IOException e) {
                if (done >= most || e instanceof InterruptedIOException) {
                    throw new UncheckedIOException(e);
                }
                sleep(patience.pause(done));
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(Math.max(0, pause.toMillis()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static UncheckedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new InterruptedIOException("Interrupted while waiting for an answer"));
    }
}
