package dealflow.edge.answer;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts of people in tables that are opened with a spreadsheet, which would run one that begins like a formula (OWASP). */
public final class TableText {

    /** What makes a spreadsheet read a table as UTF-8, for whoever asks for it. */
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private TableText() {}

    /** The text, behind an apostrophe if it would be a formula; null for null. */
    public static String safe(String text) {
        return text != null && isFormula(text) ? "'" + text : text;
    }

    /** By its first character that is seen: some programs skip what is not, and take full-width signs for plain ones. */
    private static boolean isFormula(String text) {
        var first = text.codePoints().filter(TableText::isSeen).findFirst();
        if (first.isEmpty() || NUMBER.matcher(text).matches()) {
            return false;
        }
        var plain = Normalizer.normalize(Character.toString(first.getAsInt()), Normalizer.Form.NFKC);
        return "=+-@\u2212".contains(plain) || "\t\r\n".indexOf(text.charAt(0)) >= 0;
    }

    private static boolean isSeen(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
