package dealflow.client;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists, which come page by page. */
public final class Pages {

    private Pages() {}

    /**
     * All items of a list, to its end; each page after the first is asked for when it is needed.
     *
     * @param ask gets the page behind a cursor, which is null for the first one
     * @param next the cursor of the next page; null for none
     */
    public static <C, P, T> Stream<T> of(Function<C, P> ask, Function<P, List<T>> items, Function<P, C> next) {
        return Stream.iterate(ask.apply(null), page -> page != null, page -> {
                    var cursor = next.apply(page);
                    var following = cursor == null ? null : ask.apply(cursor);
                    if (following != null && cursor.equals(next.apply(following))) {
                        throw new IllegalStateException(
                                "The same page again and again: pass the cursor on to the list");
                    }
                    return following;
                })
                .flatMap(page -> items.apply(page).stream());
    }
}
