package dealflow.deal.webhook;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of what a receiver answered, as a text that can be kept and shown: in one line, without what a terminal or a page would
 * obey, and without a signature or a secret that the receiver may have sent back.
 */
final class AnswerText {

    /** So many bytes are read, and so many characters are kept. */
    static final int MOST_BYTES = 2048;

    private static final int MOST = 500;
    private static final String SECRETS = "whsec_[A-Za-z0-9+/=_-]+|v1a?,[A-Za-z0-9+/=]{20,}";

    private AnswerText() {}

    /** Null for nothing. */
    static String of(byte[] body) {
        // One whose end is cut off is no signature any more, and could still be most of it: so it is looked for before
        // the cut.
        var text = new String(body, StandardCharsets.UTF_8).replaceAll(SECRETS, "(left out)");
        var shown = new StringBuilder();
        text.codePoints().map(AnswerText::shown).limit(MOST).forEach(shown::appendCodePoint);
        var line = shown.toString().strip();
        return line.isEmpty() ? null : line;
    }

    private static int shown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> point;
        };
    }
}
