package dealflow.forecast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Answers that were computed from one model, those asked for last: same question, same answer. */
final class Memo {

    private static final int KEPT = 300;

    private final Map<Object, Object> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > KEPT;
        }
    };

    /** @param key a record that says all that the answer depends on, besides the model */
    @SuppressWarnings("unchecked")
    <T> T of(Record key, Supplier<T> answer) {
        synchronized (answers) {
            var known = answers.get(key);
            if (known != null) {
                return (T) known;
            }
        }
        // Outside of the lock: two may compute the same, which is better than one waiting for another question.
        var computed = answer.get();
        synchronized (answers) {
            answers.put(key, computed);
        }
        return computed;
    }
}
