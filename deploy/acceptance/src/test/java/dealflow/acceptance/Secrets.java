package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.LocalStack;
import java.util.regex.Pattern;

/** What must stand in no log and in no error. */
final class Secrets {

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}");
    private static final Pattern STACK_TRACE = Pattern.compile("\\bat [\\w.$]+\\([\\w]+\\.java:\\d+\\)|Caused by:");

    private Secrets() {}

    static void in(String what, String text, LocalStack stack) {
        assertThat(TOKEN.matcher(text).find()).as("a token in " + what).isFalse();
        assertThat(text.contains(stack.databaseOf(stack.deals()).get(2)))
                .as("the password in " + what)
                .isFalse();
    }

    static void inProblem(String body, LocalStack stack) {
        in("a problem", body, stack);
        assertThat(STACK_TRACE.matcher(body).find())
                .as("a stack trace in " + body)
                .isFalse();
    }
}
