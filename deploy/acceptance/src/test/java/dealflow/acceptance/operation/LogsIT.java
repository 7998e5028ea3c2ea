package dealflow.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.Secrets;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Last of all: what the processes of each system have logged while the other tests did what they do, and what those refused. */
@ExtendWith(Dealflow.class)
@Isolated
@Order(Integer.MAX_VALUE)
class LogsIT {

    /** What goes wrong is told in a line that a person can act on; a stack trace is for what nobody foresaw. */
    @Test
    void noServiceHasLoggedAStackTrace() throws Exception {
        for (var stack : Dealflow.stacks()) {
            assertThat(Secrets.stackTraces(stack.folder().path())).isEmpty();
        }
    }

    @Test
    void noLogHoldsATokenOrAPassword() throws Exception {
        for (var stack : Dealflow.stacks()) {
            var lines = Secrets.inLogs(stack.folder().path(), Dealflow.passwords(stack));
            assertThat(lines).as("lines looked at").isPositive();
        }
    }
}
