package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Last of all: what the processes have logged while the other tests did what they do, and what those refused. */
@ExtendWith(Dealflow.class)
@Order(Integer.MAX_VALUE)
class LogsIT {

    /** What goes wrong is told in a line that a person can act on; a stack trace is for what nobody foresaw. */
    @Test
    void noServiceHasLoggedAStackTrace() throws Exception {
        assertThat(Secrets.stackTraces(Dealflow.stack().folder().path())).isEmpty();
    }

    @Test
    void noLogHoldsATokenOrAPassword() throws Exception {
        var lines = Secrets.inLogs(Dealflow.stack().folder().path(), Dealflow.passwords());
        assertThat(lines).as("lines looked at").isPositive();
    }
}
