package dealflow.deal;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** All of it holds by the queries alone, where the database does not look: row-level security is off. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class FirstLockTest extends RowAccess {

    @BeforeEach
    void openTheSecondLock() throws SQLException {
        alter("NO FORCE");
        alter("DISABLE");
    }

    @AfterEach
    void closeItAgain() throws SQLException {
        alter("ENABLE");
        alter("FORCE");
    }

    private static void alter(String security) throws SQLException {
        try (var connection = SecondLockTest.asTheService();
                var statement = connection.createStatement()) {
            for (var table : SecondLockTest.LOCKED) {
                statement.execute("ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table, security));
            }
        }
    }
}
