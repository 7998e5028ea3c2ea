package dealflow.deal.feed;

import dealflow.deal.outbox.CloudEvent;
import java.util.List;

/**
 * Some events of the feed.
 *
 * @param last the place to read on from
 * @param more whether there may be more behind it already
 */
public record FeedPage(List<Placed> events, long last, boolean more) {

    /** An event and its place in the feed. */
    public record Placed(long position, CloudEvent event) {}
}
