package dealflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Last of all: what the processes have logged while the other tests did what they do, and what those refused. */
@ExtendWith(Dealflow.class)
@Order(Integer.MAX_VALUE)
class LogsIT {

    @Test
    void noLogHoldsATokenOrAPassword() throws Exception {
        var lines = 0L;
        try (var logs = Files.list(Dealflow.stack().folder().path().resolve("logs"))) {
            for (var log : logs.toList()) {
                var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
                lines += text.lines().count();
                Secrets.in(log.getFileName().toString(), text, Dealflow.stack());
            }
        }
        assertThat(lines).as("lines looked at").isPositive();
    }
}
