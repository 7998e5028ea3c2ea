package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What must stand in no log and in no error. */
final class Secrets {

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}|whsec_[\\w+/]{20,}");
    private static final Pattern STACK_TRACE = Pattern.compile("\\bat [\\w.$]+\\([\\w]+\\.java:\\d+\\)|Caused by:");

    private Secrets() {}

    /** @param passwords those that the system was given */
    static void in(String what, String text, List<String> passwords) {
        assertThat(TOKEN.matcher(text).find()).as("a token in " + what).isFalse();
        assertThat(passwords).as("a password in " + what).noneMatch(text::contains);
    }

    /** Looks through the log of each process that keeps its data there; returns how many lines there were. */
    static long inLogs(Path data, List<String> passwords) throws IOException {
        var lines = 0L;
        try (var logs = Files.list(data.resolve("logs"))) {
            for (var log : logs.toList()) {
                var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
                lines += text.lines().count();
                in(log.getFileName().toString(), text, passwords);
            }
        }
        return lines;
    }

    static void inProblem(String body, List<String> passwords) {
        in("a problem", body, passwords);
        assertThat(STACK_TRACE.matcher(body).find())
                .as("a stack trace in " + body)
                .isFalse();
    }
}
