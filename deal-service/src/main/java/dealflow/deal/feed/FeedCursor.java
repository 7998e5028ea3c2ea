package dealflow.deal.feed;

import dealflow.deal.http.Page;

/** A place in the feed as clients keep it: to be handed back, not to be read. */
public final class FeedCursor {

    /** Stands for the end of the feed as it is now. */
    public static final String LATEST = "latest";

    private FeedCursor() {}

    public static String of(long position) {
        return Page.cursor(position);
    }

    /** The place behind which to read; the beginning for null. */
    public static long position(String cursor, Feed feed) {
        if (cursor == null) {
            return 0;
        }
        return cursor.equals(LATEST) ? feed.last() : Page.after(cursor, Long::valueOf);
    }
}
