package dealflow.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A part of the system did not come up; the message holds the end of its log. */
public final class DidNotStartException extends RuntimeException {

    private static final int LINES = 20;

    public DidNotStartException(String part, Path log) {
        super("%s did not start. The end of %s:%n%s".formatted(part, log, tail(log)));
    }

    /** The last lines of a log; lenient about its encoding, for it may be cut anywhere. */
    static String tail(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return indent(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return indent(List.of("(no log: " + e.getMessage() + ")"));
        }
    }

    private static String indent(List<String> lines) {
        return String.join(
                System.lineSeparator(),
                lines.stream().map(line -> "    " + line).toList());
    }
}
