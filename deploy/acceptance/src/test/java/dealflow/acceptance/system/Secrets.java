package dealflow.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must stand in no log and in no error. */
public final class Secrets {

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}|whsec_[\\w+/]{20,}");
    private static final Pattern STACK_TRACE = Pattern.compile("\\bat [\\w.$]+\\([\\w]+\\.java:\\d+\\)|Caused by:");

    private static final Pattern FRAME = Pattern.compile("^\\s+at [\\w.$/]+\\(");

    private Secrets() {}

    /** @param passwords those that the system was given */
    public static void in(String what, String text, List<String> passwords) {
        assertThat(TOKEN.matcher(text).find()).as("a token in " + what).isFalse();
        assertThat(passwords).as("a password in " + what).noneMatch(text::contains);
    }

    /** Looks through the log of each process that keeps its data there; returns how many lines there were. */
    public static long inLogs(Path data, List<String> passwords) throws IOException {
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

    /** The stack traces in the services' own logs, each with the lines before it and its first frames. */
    public static List<String> stackTraces(Path data) throws IOException {
        var found = new ArrayList<String>();
        for (var service : Dealflow.services()) {
            var lines = Files.readAllLines(data.resolve("logs").resolve(service.name() + ".log"));
            for (var i = 1; i < lines.size(); i++) {
                if (FRAME.matcher(lines.get(i)).find()
                        && !FRAME.matcher(lines.get(i - 1)).find()) {
                    found.add(service.name() + ": "
                            + String.join("\n", lines.subList(Math.max(0, i - 2), Math.min(lines.size(), i + 4))));
                }
            }
        }
        return found;
    }

    public static void inProblem(String body, List<String> passwords) {
        in("a problem", body, passwords);
        assertThat(STACK_TRACE.matcher(body).find())
                .as("a stack trace in " + body)
                .isFalse();
    }
}
