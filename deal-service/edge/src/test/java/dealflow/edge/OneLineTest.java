package dealflow.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void aClientCannotWriteALineOfItsOwn() {
        var record = new ExtLogRecord(Level.WARN, "Parked %s", ExtLogRecord.FormatStyle.PRINTF, "x");
        record.setParameters(new Object[] {"x\r\n2026-01-01 ERROR forged \u001b[31m"});
        assertThat(new OneLine().isLoggable(record)).isTrue();
        assertThat(record.getFormattedMessage()).isEqualTo("Parked x\\u000d\\u000a2026-01-01 ERROR forged \\u001b[31m");
    }

    @Test
    void whatIsOneLineStaysAsItIs() {
        assertThat(OneLine.clean("第 1\t行 100% \\n")).isEqualTo("第 1\t行 100% \\n");
    }
}
