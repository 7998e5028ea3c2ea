package dealflow.funnel.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each value a number, 0, 1, 2, ...; one thread adds, and what it hands out never changes. */
public final class Dictionary<T> {

    private final Map<T, Integer> codes = new HashMap<>();
    private final List<T> values = new ArrayList<>();
    private List<T> snapshot = List.of();

    public int code(T value) {
        var known = codes.get(value);
        if (known != null) {
            return known;
        }
        codes.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    int size() {
        return values.size();
    }

    /** The values so far, by number; null may be one of them. */
    public List<T> values() {
        if (snapshot.size() != values.size()) {
            snapshot = Collections.unmodifiableList(new ArrayList<>(values));
        }
        return snapshot;
    }
}
