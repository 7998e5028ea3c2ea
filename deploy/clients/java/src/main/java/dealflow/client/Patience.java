package dealflow.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long to try again.
 *
 * @param repeats how often at most after the first time; 0 for never
 * @param longestPause a service that asks for a longer one is not asked again
 * @param firstPause where the service names none; it doubles each time, with chance in it
 */
public record Patience(int repeats, Duration longestPause, Duration firstPause) {

    public static final Patience USUAL = new Patience(4, Duration.ofMinutes(1), Duration.ofMillis(250));
    public static final Patience NONE = new Patience(0, Duration.ZERO, Duration.ZERO);

    /** Too many requests, or nobody there who could have done it. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503);
    /** Those that do nothing more a second time; a POST has a key for that. A PATCH may. */
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE", "POST");

    int repeats(String method) {
        return REPEATABLE.contains(method) ? repeats : 0;
    }

    /** How long to wait before the same again; empty where that is of no use. */
    Optional<Duration> pause(HttpResponse<?> answer, int done) {
        var asked = retryAfter(answer.headers());
        var passing = PASSING.contains(answer.statusCode())
                // The first request with this key still runs.
                || answer.statusCode() == 409 && asked.isPresent();
        return passing
                ? Optional.of(asked.orElseGet(() -> pause(done))).filter(pause -> pause.compareTo(longestPause) <= 0)
                : Optional.empty();
    }

    Duration pause(int done) {
        var millis = firstPause.toMillis()
                * Math.pow(2, done)
                * (0.5 + ThreadLocalRandom.current().nextDouble() / 2);
        return Duration.ofMillis((long) Math.min(millis, longestPause.toMillis()));
    }

    /** It names seconds, or a date. */
    static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(asked -> {
            try {
                return Optional.of(
                        asked.matches("[0-9]{1,9}")
                                ? Duration.ofSeconds(Long.parseLong(asked))
                                : Duration.between(
                                        Instant.now(),
                                        ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
