package dealflow.deal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.refusal.InvalidFieldException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends one event to one endpoint. It follows no redirect, and connects only to an address that was checked. */
@ApplicationScoped
class WebhookSender {

    private static final int LARGEST_ANSWER = 64 << 10;

    @Inject
    Vertx vertx;

    @Inject
    WebhooksConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private HttpClient http;

    @PostConstruct
    void open() {
        // Vert.x' own client: it can connect to one address and verify the certificate of another name.
        http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setMaxPoolSize(20));
    }

    WebhookAttempt send(String url, List<WebhookSecret> secrets, CloudEvent event) {
        try {
            var to = WebhookUrl.checked(url, config.reach());
            var sent = send(to, to.address(config.reach()), secrets, event)
                    .toCompletionStage()
                    .toCompletableFuture();
            try {
                return sent.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                sent.cancel(true);
            }
        } catch (InvalidFieldException e) {
            return WebhookAttempt.failed("The url " + e.getMessage());
        } catch (UnknownHostException e) {
            // In the same words: whoever may make a webhook does not learn which names there are in the service's
            // network.
            return WebhookAttempt.failed("There is no such host on the public internet");
        } catch (TimeoutException e) {
            return WebhookAttempt.failed("No answer within " + config.timeout());
        } catch (ExecutionException e) {
            return WebhookAttempt.failed("No answer: " + e.getCause().getClass().getSimpleName() + " "
                    + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WebhookAttempt.failed("The service was stopped");
        }
    }

    private Future<WebhookAttempt> send(
            WebhookUrl to, InetAddress address, List<WebhookSecret> secrets, CloudEvent event) {
        var now = clock.instant();
        var body = body(event);
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
                .setHost(to.uri().getHost())
                .setPort(to.port())
                .setSsl(to.encrypted())
                .setURI(to.pathAndQuery())
                .setTimeout(config.timeout().toMillis())
                .putHeader("content-type", "application/cloudevents+json")
                .putHeader("user-agent", "Dealflow")
                .putHeader("webhook-id", event.id())
                .putHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .putHeader(
                        "webhook-signature",
                        secrets.stream()
                                .map(secret -> secret.sign(event.id(), now, body))
                                .collect(Collectors.joining(" ")));
        return http.request(request)
                .compose(open -> open.send(Buffer.buffer(body)))
                .compose(this::taken);
    }

    /**
     * The answer's body is of no interest, but has to be read for the connection to serve again; one that goes on and on would
     * keep it for good, and soon all that there are to that server, whosever webhooks they serve.
     */
    private Future<WebhookAttempt> taken(HttpClientResponse answer) {
        var read = new int[1];
        try {
            var ended = answer.end();
            var late = vertx.setTimer(
                    config.timeout().toMillis(), timer -> answer.request().reset());
            ended.onComplete(end -> vertx.cancelTimer(late));
            answer.handler(part -> {
                read[0] += part.length();
                if (read[0] > LARGEST_ANSWER) {
                    answer.request().reset();
                }
            });
        } catch (IllegalStateException e) {
            // It has ended already: a short answer can come to its end before this runs.
        }
        return Future.succeededFuture(WebhookAttempt.answered(answer.statusCode(), seconds(answer)));
    }

    private static Duration seconds(HttpClientResponse answer) {
        var asked = answer.getHeader("Retry-After");
        return asked != null && asked.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(asked)) : null;
    }

    private byte[] body(CloudEvent event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
