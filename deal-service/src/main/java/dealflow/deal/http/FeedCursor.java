package dealflow.deal.http;

import dealflow.deal.Feed;

/** A place in the feed as clients keep it: to be handed back, not to be read. */
final class FeedCursor {

    /** Stands for the end of the feed as it is now. */
    static final String LATEST = "latest";

    private FeedCursor() {}

    static String of(long position) {
        return Page.cursor(position);
    }

    /** The place behind which to read; the beginning for null. */
    static long position(String cursor, Feed feed) {
        if (cursor == null) {
            return 0;
        }
        return cursor.equals(LATEST) ? feed.last() : Page.after(cursor, Long::valueOf);
    }
}
