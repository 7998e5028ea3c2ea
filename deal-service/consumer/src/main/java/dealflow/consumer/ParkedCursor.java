package dealflow.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the list of parked deals, to be handed back and not to be read. Ids may be any text: an event's key need not be an id. */
final class ParkedCursor {

    private static final String MARK = "parked ";

    private ParkedCursor() {}

    static String of(String deal) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + deal).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The deal behind which the next page begins; empty for the first page.
     *
     * @throws UnknownCursorException if the list gave no such cursor
     */
    static String dealOf(String cursor) {
        if (cursor.isEmpty()) {
            return "";
        }
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (place.startsWith(MARK)) {
                return place.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            // No base64: none of ours.
        }
        throw new UnknownCursorException();
    }
}
