package dealflow.deal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.deal.outbox.CloudEvent;
import dealflow.deal.refusal.InvalidFieldException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends one event to one endpoint. It follows no redirect, and connects only to an address that was checked. */
@ApplicationScoped
class WebhookSender {

    private static final int LARGEST_ANSWER = 64 << 10;
    /** The beginning of an answer mostly comes with its head; nothing waits for longer. */
    private static final Duration ANSWER_WAIT = Duration.ofMillis(500);

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
        var begun = new Begun(clock.instant(), System.nanoTime());
        try {
            var to = WebhookUrl.checked(url, config.reach());
            var sent = send(to, to.address(config.reach()), secrets, event, begun)
                    .toCompletionStage()
                    .toCompletableFuture();
            try {
                return sent.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                sent.cancel(true);
            }
        } catch (InvalidFieldException e) {
            return begun.failed("The url " + e.getMessage());
        } catch (UnknownHostException e) {
            // In the same words: whoever may make a webhook does not learn which names there are in the service's
            // network.
            return begun.failed("There is no such host on the public internet");
        } catch (TimeoutException e) {
            return begun.failed("No answer within " + config.timeout());
        } catch (ExecutionException e) {
            return begun.failed("No answer: " + e.getCause().getClass().getSimpleName() + " "
                    + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return begun.failed("The service was stopped");
        }
    }

    private record Begun(Instant at, long nanos) {

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }

        WebhookAttempt failed(String error) {
            return WebhookAttempt.failed(at, took(), error);
        }
    }

    private Future<WebhookAttempt> send(
            WebhookUrl to, InetAddress address, List<WebhookSecret> secrets, CloudEvent event, Begun begun) {
        var now = begun.at();
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
                .compose(answer -> taken(answer, begun));
    }

    /**
     * Only the beginning of the answer's body is of interest, but all has to be read for the connection to serve again; one that goes
     * on and on would keep it for good, and soon all that there are to that server, whosever webhooks they serve.
     */
    private Future<WebhookAttempt> taken(HttpClientResponse answer, Begun begun) {
        var took = begun.took();
        var beginning = Buffer.buffer();
        var read = new int[1];
        var told = Promise.<WebhookAttempt>promise();
        Runnable tell = () -> told.tryComplete(WebhookAttempt.answered(
                begun.at(), took, answer.statusCode(), seconds(answer), AnswerText.of(beginning.getBytes())));
        try {
            var ended = answer.end();
            var late = vertx.setTimer(
                    config.timeout().toMillis(), timer -> answer.request().reset());
            var enough = vertx.setTimer(wait(took), timer -> tell.run());
            ended.onComplete(end -> {
                vertx.cancelTimer(late);
                vertx.cancelTimer(enough);
                tell.run();
            });
            answer.handler(part -> {
                read[0] += part.length();
                if (beginning.length() < AnswerText.MOST_BYTES) {
                    beginning.appendBuffer(
                            part, 0, Math.min(part.length(), AnswerText.MOST_BYTES - beginning.length()));
                }
                if (beginning.length() == AnswerText.MOST_BYTES) {
                    tell.run();
                }
                if (read[0] > LARGEST_ANSWER) {
                    answer.request().reset();
                }
            });
        } catch (IllegalStateException e) {
            // It has ended already: a short answer can come to its end before this runs.
            tell.run();
        }
        return told.future();
    }

    /** Never beyond the time that the endpoint has for its answer: what it has answered in time is taken. */
    private long wait(Duration took) {
        var left = config.timeout().minus(took).dividedBy(2);
        return Math.max(1, (left.compareTo(ANSWER_WAIT) < 0 ? left : ANSWER_WAIT).toMillis());
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
