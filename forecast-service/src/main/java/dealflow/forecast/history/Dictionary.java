package dealflow.forecast.history;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each distinct value a small number. Any thread may add, and read numbers that it was handed safely. */
final class Dictionary<T> {

    private static final Object NONE = new Object();

    private final Map<Object, Integer> numbers = new ConcurrentHashMap<>();
    private volatile Object[] values = new Object[64];

    int number(T value) {
        var known = numbers.get(key(value));
        return known != null ? known : added(value);
    }

    private synchronized int added(T value) {
        var known = numbers.get(key(value));
        if (known != null) {
            return known;
        }
        var number = numbers.size();
        if (number == values.length) {
            values = Arrays.copyOf(values, 2 * number);
        }
        values[number] = value;
        numbers.put(key(value), number);
        return number;
    }

    private static Object key(Object value) {
        return value == null ? NONE : value;
    }

    @SuppressWarnings("unchecked")
    T value(int number) {
        return (T) values[number];
    }
}
