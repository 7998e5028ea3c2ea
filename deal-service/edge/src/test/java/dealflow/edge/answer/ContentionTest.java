package dealflow.edge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ContentionTest {

    @Test
    void aTransactionThatMadeWayForAnotherIsNoFaultOfOurs() {
        assertThat(Contention.isBehind(new IllegalStateException(new SQLException("deadlock detected", "40P01"))))
                .isTrue();
        assertThat(Contention.isBehind(new IllegalStateException(new SQLException("duplicate key", "23505"))))
                .isFalse();
        assertThat(Contention.isBehind(new IllegalStateException(new SQLException("no state"))))
                .isFalse();
    }
}
