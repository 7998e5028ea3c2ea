package dealflow.deal.database;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by the time of their making (UUID version 7, RFC 9562), so that new rows lie together in an index. Within
 * one process they also sort by the order of their making: the twelve bits after the millisecond count up (method 1).
 */
public final class TimeOrderedIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedIds() {}

    public static UUID next(long millis) {
        var ticks = LAST.updateAndGet(last -> Math.max(last + 1, millis << 12));
        var high = (ticks >> 12 << 16) | 0x7000 | (ticks & 0x0fff);
        var low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** What no id that is made from a moment on comes before. */
    public static UUID first(long millis) {
        return new UUID(millis << 16 | 0x7000, 0x8000000000000000L);
    }
}
