package dealflow.edge.observability;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One message, one line: what a client wrote cannot begin a line of its own in the log, nor steer a terminal; and what is
 * wrong elsewhere is told in words, without the stack trace that a fault of our own gets.
 */
@LoggingFilter(name = "one-line")
public final class LogLine implements Filter {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029&&[^\\t]]");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord message) {
            var outage = DependencyFailure.behind(message.getThrown());
            if (outage != null) {
                message.setMessage(message.getFormattedMessage() + ": " + outage, ExtLogRecord.FormatStyle.NO_FORMAT);
                message.setThrown(null);
            }
            var text = message.getFormattedMessage();
            if (text != null && CONTROL.matcher(text).find()) {
                message.setMessage(clean(text), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        return true;
    }

    static String clean(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
