package dealflow.benchmark.forecast;

import dealflow.benchmark.system.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How questions of one kind were answered, and those that were not; to be filled by many callers at once. */
final class Asked {

    /** Nobody waits longer: what has not come by then is lost. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Times times = new Times();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int lost;

    /** Whether it was answered. */
    boolean ask(HttpClient http, URI question, String token) {
        var request = HttpRequest.newBuilder(question)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        var began = System.nanoTime();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            add(answer.statusCode(), System.nanoTime() - began);
            return answer.statusCode() == 200;
        } catch (IOException e) {
            lose();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** A refusal is no answer, however quickly it comes: it counts as long as the longest. */
    private synchronized void add(int status, long took) {
        statuses.merge(status, 1, Integer::sum);
        times.add(status == 200 ? took : PATIENCE.toNanos());
    }

    private synchronized void lose() {
        lost++;
        times.add(PATIENCE.toNanos());
    }

    synchronized void print(String what) {
        System.out.printf(
                "%-32s %4d asked   p50 %7.2f s   p99 %7.2f s   max %7.2f s   lost %d   by status %s%n",
                what, times.count(), times.at(0.5) / 1000, times.at(0.99) / 1000, times.at(1) / 1000, lost, statuses);
    }
}
