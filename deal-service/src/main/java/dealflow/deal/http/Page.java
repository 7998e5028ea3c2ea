package dealflow.deal.http;

import dealflow.deal.refusal.InvalidFieldException;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last
 */
public record Page<T>(@Schema(required = true) List<T> items, @Nullable String next) {

    /** A page of up to {@code limit} of items that were asked for with one more. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Object> key) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(items, cursor(key.apply(items.get(limit - 1))));
    }

    /** A cursor that stands for something; opaque, so that clients keep it and do not make it. */
    public static String cursor(Object key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
    }

    /** What a cursor stands for; null for none. */
    public static <K> K after(String cursor, Function<String, K> key) {
        if (cursor == null) {
            return null;
        }
        try {
            return key.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("cursor", "is not one that this list gave as 'next'");
        }
    }
}
