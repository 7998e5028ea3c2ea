package dealflow.forecast.load;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** What one cache may take of the heap: a part of what the service and its deals leave free. */
public final class HeapShare {

    /** What classes, pools and buffers take, bytes. */
    private static final long BASE = 80 << 20;

    /** However much the deals take, so much of the heap is for answers: a service that has no room for them has none for its deals either. */
    private static final int LEAST = 4;

    private static final int STEPS = 32;

    private static final Map<Cache<?, ?>, Integer> BOUNDED = Collections.synchronizedMap(new WeakHashMap<>());

    private static volatile long deals;

    private HeapShare() {}

    /** @return bytes, as of now */
    public static long of(int parts) {
        var heap = Runtime.getRuntime().maxMemory();
        return Math.max(heap / LEAST, heap - BASE - deals) / parts;
    }

    /** A cache by weight that may take such a part, also when the deals have become more. */
    public static <K, V> Cache<K, V> bound(int parts, Cache<K, V> cache) {
        BOUNDED.put(cache, parts);
        resize(cache, parts);
        return cache;
    }

    /** Tells how much the deals take, bytes. By steps, so that not each new deal makes every cache a little smaller. */
    public static void occupiedByDeals(long bytes) {
        var step = Runtime.getRuntime().maxMemory() / STEPS;
        var stepped = (bytes + step - 1) / step * step;
        if (stepped != deals) {
            deals = stepped;
            synchronized (BOUNDED) {
                BOUNDED.forEach(HeapShare::resize);
            }
        }
    }

    private static void resize(Cache<?, ?> cache, int parts) {
        cache.policy().eviction().orElseThrow().setMaximum(of(parts));
    }
}
