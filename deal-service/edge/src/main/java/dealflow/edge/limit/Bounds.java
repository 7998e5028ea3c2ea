package dealflow.edge.limit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What no time and no text may be, whatever way it comes in: the statistics could not count the one, and the database, or who
 * reads the events, could not keep the other.
 */
public final class Bounds {

    /** What a time outside of the bounds is told. */
    public static final String YEARS = "must lie in the years 1900 to 2200";

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    // Not every instant has a date that Java can name.
    private static final Instant FIRST = start(FIRST_YEAR);
    private static final Instant END = start(LAST_YEAR + 1);

    private Bounds() {}

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static boolean hold(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    /** By its day in UTC. */
    public static boolean hold(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    /** What is wrong with a text; null for nothing. */
    public static String problem(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0) {
                return "must not hold a NUL character";
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return "must not hold half a character (an unpaired surrogate, \\u%04x)".formatted((int) unit);
                }
                i++;
            }
        }
        return null;
    }

    /** What is wrong with the texts of an address that is percent-encoded; null for nothing. */
    static String problemOfAddress(String address) {
        if (address.indexOf('%') < 0) {
            return null;
        }
        var bytes = ByteBuffer.allocate(address.length());
        for (var i = 0; i < address.length(); i++) {
            var high = i + 2 < address.length() && address.charAt(i) == '%' ? hex(address, i + 1) : -1;
            var low = high < 0 ? -1 : hex(address, i + 2);
            if (low < 0) {
                bytes.put((byte) 'x');
            } else {
                bytes.put((byte) (high << 4 | low));
                i += 2;
            }
        }
        try {
            return problem(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return "must be encoded in UTF-8";
        }
    }

    private static int hex(String text, int place) {
        return Character.digit(text.charAt(place), 16);
    }
}
