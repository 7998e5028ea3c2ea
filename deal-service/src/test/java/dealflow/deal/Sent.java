package dealflow.deal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bodies whose length no header tells: chunks of HTTP/1.1, or frames of HTTP/2 in the clear. */
final class Sent {

    private Sent() {}

    static HttpResponse<String> by(HttpClient.Version version, URI api, String token, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var client = HttpClient.newBuilder().version(version).build();
        // Upgrades the connection, which the client does with a request without a body.
        client.send(HttpRequest.newBuilder(api.resolve("/q/openapi")).build(), BodyHandlers.discarding());
        var type = path.equals("/imports") ? "application/x-ndjson" : "application/json";
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    static BodyPublisher text(String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A byte every fifth of a second, for four seconds. */
    static BodyPublisher drops() {
        return BodyPublishers.ofInputStream(() -> new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                try {
                    new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return count++ < 20 ? ' ' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = read();
                bytes[offset] = (byte) read;
                return read < 0 ? -1 : 1;
            }
        });
    }
}
