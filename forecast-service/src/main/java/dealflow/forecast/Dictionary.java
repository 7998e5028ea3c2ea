package dealflow.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives each distinct value a small number. One thread adds; any thread reads numbers that it was handed safely. */
final class Dictionary<T> {

    private final Map<T, Integer> numbers = new HashMap<>();
    private volatile Object[] values = new Object[64];

    int number(T value) {
        var known = numbers.get(value);
        if (known != null) {
            return known;
        }
        var number = numbers.size();
        if (number == values.length) {
            values = Arrays.copyOf(values, 2 * number);
        }
        values[number] = value;
        numbers.put(value, number);
        return number;
    }

    @SuppressWarnings("unchecked")
    T value(int number) {
        return (T) values[number];
    }
}
