package dealflow.deal.feed;

import dealflow.deal.http.Page;
import dealflow.deal.refusal.InvalidFieldException;

/** A place in the feed as clients keep it: to be handed back, not to be read. */
public final class FeedCursor {

    /** Stands for the end of the feed as it is now. */
    public static final String LATEST = "latest";

    private FeedCursor() {}

    public static String of(long position) {
        return Page.cursor(position);
    }

    /**
     * The place behind which to read; the beginning for null.
     *
     * @throws InvalidFieldException if the feed has never had that place: whoever waited there would miss what comes before it
     */
    public static long position(String cursor, Feed feed) {
        if (cursor == null) {
            return 0;
        }
        var last = feed.last();
        if (cursor.equals(LATEST)) {
            return last;
        }
        var place = Page.after(cursor, Long::valueOf);
        if (place < 0 || place > last) {
            throw new InvalidFieldException(
                    "cursor",
                    "is of a place that this feed does not have: of another one, or of this one before its database was restored; "
                            + "read from the beginning, or from 'latest'");
        }
        return place;
    }
}
