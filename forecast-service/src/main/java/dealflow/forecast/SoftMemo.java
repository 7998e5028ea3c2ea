package dealflow.forecast;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What was computed once, each value for as long as there is memory; each is computed by one thread at a time. */
final class SoftMemo<K, V> {

    private final Map<K, SoftReference<V>> kept = new ConcurrentHashMap<>();

    V of(K key, Function<K, V> compute) {
        var found = new AtomicReference<V>();
        kept.compute(key, (same, known) -> {
            found.set(known == null ? null : known.get());
            if (found.get() != null) {
                return known;
            }
            found.set(compute.apply(same));
            return new SoftReference<>(found.get());
        });
        return found.get();
    }
}
