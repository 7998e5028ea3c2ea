package dealflow.deal.upload;

import java.io.IOException;
import java.io.Reader;

/** The lines of a text, of which none takes more memory than a line may have. */
public final class BoundedLines {

    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[1 << 13];
    private int at;
    private int end;
    private boolean afterReturn;

    public BoundedLines(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /** The next line without its end, cut after one character more than it may have; null behind the last. */
    public String next() throws IOException {
        var line = new StringBuilder();
        var begun = false;
        while (at < end || fill()) {
            var character = buffer[at++];
            var secondOfTwo = afterReturn && character == '\n';
            afterReturn = character == '\r';
            if (secondOfTwo) {
                continue;
            }
            if (character == '\n' || character == '\r') {
                return line.toString();
            }
            begun = true;
            if (line.length() <= longest) {
                line.append(character);
            }
        }
        return begun ? line.toString() : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = text.read(buffer);
        return end > 0;
    }
}
