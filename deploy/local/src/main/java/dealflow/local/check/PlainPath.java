package dealflow.local.check;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer's JSON, in which plain paths such as {@code items[0].amount} are walked. REST Assured makes a Groovy script of each path
 * and compiles it, which takes longer than most requests; it still does so for all other paths.
 */
final class PlainPath extends JsonPath {

    private static final Pattern PLAIN = Pattern.compile(
            "(%1$s|\\[\\d+])(\\.(%1$s|%2$s)|\\[-?\\d+])*".formatted("[A-Za-z_]\\w*", "'[A-Za-z0-9_-]+'"));
    private static final Pattern STEP = Pattern.compile("([A-Za-z_]\\w*)|'([^']+)'|\\[(-?\\d+)]");

    /** What Groovy may take for something of the object itself. */
    private static final Set<String> OTHERS =
            Set.of("class", "metaClass", "properties", "empty", "first", "last", "indices");

    private Object read;
    private boolean rooted;

    PlainPath(String text) {
        super(text);
    }

    @Override
    public JsonPath setRootPath(String path) {
        rooted = true;
        return super.setRootPath(path);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(String path) {
        if (rooted || !PLAIN.matcher(path).matches()) {
            return super.get(path);
        }
        try {
            if (read == null) {
                read = super.get("");
            }
            var at = read;
            for (var step = STEP.matcher(path); at != null && step.find(); ) {
                at = step.group(3) != null
                        ? item(at, Integer.parseInt(step.group(3)))
                        : named(at, step.group(1) != null ? step.group(1) : step.group(2));
            }
            return (T) copied(at);
        } catch (NotPlainException e) {
            return super.get(path);
        }
    }

    /** A property; of a list, that of each item that there is. */
    private static Object named(Object of, String name) {
        if (OTHERS.contains(name)) {
            throw new NotPlainException();
        }
        if (of instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (of instanceof List<?> list) {
            var each = new ArrayList<>(list.size());
            for (var item : list) {
                if (item != null) {
                    each.add(named(item, name));
                }
            }
            return each;
        }
        throw new NotPlainException();
    }

    /** Negative ones count from the end; there is nothing beyond it. */
    private static Object item(Object of, int index) {
        if (of instanceof List<?> list && index + list.size() >= 0) {
            var place = index < 0 ? index + list.size() : index;
            return place < list.size() ? list.get(place) : null;
        }
        throw new NotPlainException();
    }

    /** What a test does with it is not seen by the next one who asks. */
    private static Object copied(Object found) {
        if (found instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, value) -> copy.put(key, copied(value)));
            return copy;
        }
        if (found instanceof List<?> list) {
            var copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copied(item)));
            return copy;
        }
        return found;
    }

    private static final class NotPlainException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPlainException() {
            super(null, null, false, false);
        }
    }
}
