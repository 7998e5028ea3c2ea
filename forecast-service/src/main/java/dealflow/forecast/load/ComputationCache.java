package dealflow.forecast.load;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;

/**
 * What was computed and can be computed again, that asked for last: together at most a {@link HeapShare}, however many models there
 * are and whatever is asked of them.
 */
public final class ComputationCache {

    private static final long LEAST_BYTES = 500;
    static final int SHARE = 5;

    private static final Cache<Key, Object> VALUES = HeapShare.bound(
            SHARE,
            Caffeine.newBuilder()
                    .maximumWeight(0)
                    // At once, and not somewhen by another thread: a bound is one at any moment.
                    .executor(Runnable::run)
                    .weigher((Key key, Object value) -> (int) Math.min(Integer.MAX_VALUE, bytes(value)))
                    .build());

    /** What is in somebody's hands takes no more memory for being found, though it was too heavy to be kept. */
    private static final Cache<Key, Object> IN_HAND =
            Caffeine.newBuilder().weakValues().build();

    private ComputationCache() {}

    /** Something of which the size must be known. */
    public interface Sized {
        /** About how much memory it takes. */
        long bytes();
    }

    /** @param memo by whose identity the key is told from others' */
    record Key(Memo memo, Object key) {}

    static Object find(Key key) {
        var kept = VALUES.getIfPresent(key);
        return kept == null ? IN_HAND.getIfPresent(key) : kept;
    }

    static void keep(Key key, Object value) {
        IN_HAND.put(key, value);
        VALUES.put(key, value);
    }

    /** Of a memo and all others of its model. */
    static void forget(Memo memo) {
        VALUES.asMap().keySet().removeIf(key -> key.memo.isOf(memo));
    }

    /** Not only as long as somebody has it in hand. */
    static boolean isKept(Key key) {
        return VALUES.getIfPresent(key) != null;
    }

    /** How much is kept now. */
    static long bytes() {
        return VALUES.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** A map of the values asked for last. */
    public static <K, V> Map<K, V> atMost(int values) {
        return Caffeine.newBuilder().maximumSize(values).<K, V>build().asMap();
    }

    static long bytes(Object value) {
        if (value instanceof Sized sized) {
            return LEAST_BYTES + sized.bytes();
        }
        if (value instanceof Map<?, ?> map) {
            return LEAST_BYTES + bytes(map.values());
        }
        return LEAST_BYTES + (value instanceof Collection<?> many ? bytes(many) : 0);
    }

    private static long bytes(Collection<?> values) {
        return values.stream().mapToLong(ComputationCache::bytes).sum();
    }
}
