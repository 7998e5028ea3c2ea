package dealflow.client;

import dealflow.client.deals.CloudEvent;
import dealflow.client.deals.DealsApi;
import dealflow.client.deals.DealsApi.ReadEventsOptions;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The events over HTTP, read on from where one was: each deal's in their order. One may come again: skip it by its
 * {@code sequence}.
 */
public final class Feed implements Iterable<Feed.Read> {

    /**
     * An event from the feed.
     *
     * @param next with the last event of a page, else null: where to read on once this event and all before it are handled. Keep it
     */
    public record Read(CloudEvent event, String next) {}

    private final DealsApi deals;
    private final String after;
    private final boolean follow;
    private final Consumer<? super ReadEventsOptions> filter;

    private Feed(DealsApi deals, String after, boolean follow, Consumer<? super ReadEventsOptions> filter) {
        this.deals = deals;
        this.after = after;
        this.follow = follow;
        this.filter = filter;
    }

    /**
     * Waits for more, for ever.
     *
     * @param after the cursor kept from before; {@code latest} for the end as it is now; null for the first event ever
     * @param filter which events
     */
    public static Feed follow(DealsApi deals, String after, Consumer<? super ReadEventsOptions> filter) {
        return new Feed(deals, after, true, filter);
    }

    /** Stops at the end of what there is. */
    public static Feed toItsEnd(DealsApi deals, String after, Consumer<? super ReadEventsOptions> filter) {
        return new Feed(deals, after, false, filter);
    }

    @Override
    public Iterator<Read> iterator() {
        return new Reading();
    }

    private final class Reading implements Iterator<Read> {

        private String cursor = after;
        private List<CloudEvent> items = List.of();
        private int at;
        private boolean more = true;

        @Override
        public boolean hasNext() {
            while (at == items.size() && (follow || more)) {
                var page = deals.readEvents(options -> {
                    filter.accept(options.limit(200).wait(follow ? "PT20S" : null));
                    options.after(cursor);
                });
                items = page.getItems();
                cursor = page.getNext();
                more = page.getMore();
                at = 0;
            }
            return at < items.size();
        }

        @Override
        public Read next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var event = items.get(at++);
            return new Read(event, at == items.size() ? cursor : null);
        }
    }
}
