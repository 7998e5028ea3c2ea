package dealflow.edge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what each client asks of this replica. Forgets clients that were quiet for longer than their buckets take to fill. */
final class ClientLimits {

    /** A bound on memory: whoever invents names is held by the limit of refused requests, for it has no token. */
    private static final int CLIENTS = 100_000;

    private final LimitsConfig limits;
    private final Cache<String, Bucket> requests = cache();
    private final Cache<String, Bucket> refused = cache();
    private final Cache<String, AtomicInteger> running = cache();

    ClientLimits(LimitsConfig limits) {
        this.limits = limits;
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(Duration.ofHours(1))
                .build();
    }

    /**
     * What a client may still ask.
     *
     * @param pause in how many seconds the request may come again, if it was one too many; else 0
     * @param left how many more may come at once
     * @param full in how many seconds as many may come as ever
     */
    record Allowance(long pause, long left, long full) {

        /** As the header of that name (draft-ietf-httpapi-ratelimit-headers). */
        String header() {
            return "\"requests\";r=%d;t=%d".formatted(left, full);
        }
    }

    /** Counts a request. */
    Allowance count(String client) {
        var probe = requests.get(
                        client, any -> bucket(limits.burst(), limits.requestsPerSecond(), Duration.ofSeconds(1)))
                .tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill()),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()));
    }

    /** Whether an address has sent so many requests without a good token that it has to wait. */
    boolean refusedTooOften(String address) {
        return refusals(address).getAvailableTokens() == 0;
    }

    void countRefusal(String address) {
        refusals(address).tryConsume(1);
    }

    private Bucket refusals(String address) {
        var most = limits.refusedPerMinute();
        return refused.get(address, any -> Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillIntervally(most, Duration.ofMinutes(1)))
                .build());
    }

    /** Whether a client may have one more request under way; each that may is ended by {@link #end}. */
    boolean begin(String client) {
        var mine = running.get(client, any -> new AtomicInteger());
        if (mine.incrementAndGet() <= limits.concurrentRequests()) {
            return true;
        }
        mine.decrementAndGet();
        return false;
    }

    void end(String client) {
        var mine = running.getIfPresent(client);
        if (mine != null) {
            mine.decrementAndGet();
        }
    }

    private static Bucket bucket(long capacity, long refill, Duration every) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, every))
                .build();
    }

    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }
}
