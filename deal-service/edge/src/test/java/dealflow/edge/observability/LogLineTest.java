package dealflow.edge.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void aClientCannotWriteALineOfItsOwn() {
        var record = new ExtLogRecord(Level.WARN, "Parked %s", ExtLogRecord.FormatStyle.PRINTF, "x");
        record.setParameters(new Object[] {"x\r\n2026-01-01 ERROR forged \u001b[31m"});
        assertThat(new LogLine().isLoggable(record)).isTrue();
        assertThat(record.getFormattedMessage()).isEqualTo("Parked x\\u000d\\u000a2026-01-01 ERROR forged \\u001b[31m");
    }

    @Test
    void whatIsWrongElsewhereIsToldInWords() {
        var refused =
                new SQLException("Connection to db refused.\nIs it up?", "08001", new ConnectException("refused"));
        var record = new ExtLogRecord(Level.ERROR, "A line could not be imported", LogLineTest.class.getName());
        record.setThrown(new IllegalStateException("The outbox could not be read", refused));
        new LogLine().isLoggable(record);
        assertThat(record.getThrown()).isNull();
        assertThat(record.getFormattedMessage())
                .isEqualTo(
                        "A line could not be imported: java.sql.SQLException: Connection to db refused.\\u000aIs it up?");
    }

    @Test
    void aFaultOfOurOwnKeepsItsStackTrace() {
        for (var fault : new Exception[] {
            new IllegalStateException("no"), new IllegalStateException(new SQLException("duplicate key", "23505"))
        }) {
            var record = new ExtLogRecord(Level.ERROR, "Unexpected failure", LogLineTest.class.getName());
            record.setThrown(fault);
            new LogLine().isLoggable(record);
            assertThat(record.getThrown()).isSameAs(fault);
        }
    }

    @Test
    void whatIsOneLineStaysAsItIs() {
        assertThat(LogLine.clean("第 1\t行 100% \\n")).isEqualTo("第 1\t行 100% \\n");
    }
}
