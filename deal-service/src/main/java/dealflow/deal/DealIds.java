package dealflow.deal;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids that sort by the time of their making (UUID version 7, RFC 9562), so that new rows lie together in an index. */
final class DealIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private DealIds() {}

    static UUID next(long millis) {
        var high = (millis << 16) | 0x7000 | (RANDOM.nextInt() & 0x0fff);
        var low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
