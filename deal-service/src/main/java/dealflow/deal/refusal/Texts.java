package dealflow.deal.refusal;

/** Texts as people count them. */
public final class Texts {

    /** A space, a word joiner, and a byte order mark. */
    private static final String ZERO_WIDTH = "\u200b\u2060\ufeff";

    private Texts() {}

    /** Whether a text shows nothing: no value, or spaces of any kind. */
    public static boolean isBlank(String text) {
        return text == null || strip(text).isEmpty();
    }

    /** A text without the spaces around it, also those that break no line or have no width, as pages and spreadsheets have them. */
    public static String strip(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || ZERO_WIDTH.indexOf(character) >= 0;
    }

    /** How many characters a text has: one for an emoji, which Java takes for two. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
