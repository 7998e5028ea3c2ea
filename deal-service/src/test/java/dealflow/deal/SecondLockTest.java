package dealflow.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a query forgets to ask, the database holds to: it shows each connection only what its caller may see. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class SecondLockTest {

    static final List<String> LOCKED = List.of(
            "deal",
            "payment",
            "outbox",
            "risk_review",
            "price_request",
            "approval",
            "customer",
            "saved_view",
            "forecast_event");

    @Inject
    DataSource database;

    private String deal;

    @BeforeEach
    void annHasADealWithAPayment() {
        deal = DealApi.lead(DealApi.pipeline());
        DealApi.as("sales-ops")
                .contentType("application/merge-patch+json")
                .body("{\"owner\":\"ann\",\"team\":\"north\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        DealApi.as("sales-ops")
                .contentType("application/json")
                .body("{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-01\"}")
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
    }

    @Test
    void aQueryThatAsksForEverythingGetsWhatItsCallerMaySee() {
        for (var rows : List.of(
                "deal WHERE id = '%s'".formatted(deal),
                "payment WHERE deal_id = '%s'".formatted(deal),
                "outbox WHERE aggregateid = '%s'".formatted(deal))) {
            assertThat(seen(new Sight.Some("bob", Set.of("south")), rows))
                    .as(rows)
                    .isZero();
            assertThat(seen(new Sight.Nothing(), rows)).as(rows).isZero();
            assertThat(seen(new Sight.Some("ann", Set.of()), rows)).as(rows).isPositive();
            assertThat(seen(new Sight.Some("mia", Set.of("east", "north")), rows))
                    .as(rows)
                    .isPositive();
            assertThat(seen(new Sight.Everything(), rows)).as(rows).isPositive();
        }
    }

    @Test
    void aViewIsItsOwnersUnlessItIsShared() throws SQLException {
        var key = "locked-" + UUID.randomUUID();
        try (var connection = asTheService();
                var statement = connection.createStatement()) {
            for (var sharing : List.of("NOBODY", "TEAM", "ALL")) {
                statement.execute(
                        "INSERT INTO saved_view VALUES ('%s-%s', 1, 'ann', '{}', '{}', '%2$s', '{north}', now())"
                                .formatted(key, sharing));
            }
        }
        var rows = "saved_view WHERE key LIKE '%s%%'".formatted(key);
        assertThat(seen(new Sight.Some("ann", Set.of()), rows)).isEqualTo(3);
        assertThat(seen(new Sight.Some("bob", Set.of("north")), rows)).isEqualTo(2);
        assertThat(seen(new Sight.Nothing(), rows)).isZero();
        assertThat(seen(new Sight.Everything(), rows)).isEqualTo(3);
    }

    private long seen(Sight sight, String rows) {
        return Sights.as(sight, () -> {
            try (var connection = database.getConnection()) {
                return count(connection, rows);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void nothingCanBeChangedThatIsNotSeen() throws SQLException {
        var change = "UPDATE deal SET region = 'EU' WHERE id = '%s'".formatted(deal);
        try (var connection = asTheService();
                var statement = connection.createStatement()) {
            statement.execute("SET dealflow.sees = ''");
            assertThat(statement.executeUpdate(change)).as("told nothing").isZero();
            statement.execute(
                    "SELECT set_config('dealflow.sees', 'some', false), set_config('dealflow.owner', 'bob', false)");
            assertThat(statement.executeUpdate(change)).as("as bob").isZero();
            statement.execute("SELECT set_config('dealflow.owner', 'ann', false)");
            assertThat(statement.executeUpdate(change)).as("as ann").isEqualTo(1);
        }
    }

    @Test
    void everyTableWithWhatBelongsToADealIsLocked() throws SQLException {
        // Words are found together with their deal only, and say nothing without it; what a bank calls a payment is
        // taken whoever
        // sees the deal.
        var unlocked = "information_schema.columns JOIN pg_class ON relname = table_name AND relkind = 'r' "
                + "WHERE column_name = 'deal_id' AND table_name NOT IN ('deal_words', 'bank_entry') AND NOT (relrowsecurity AND relforcerowsecurity)";
        try (var connection = asTheService()) {
            assertThat(count(connection, unlocked)).isZero();
            assertThat(count(connection, "pg_class WHERE relforcerowsecurity")).isEqualTo(LOCKED.size());
        }
    }

    @Test
    void theServicesUserCannotStepAroundIt() throws SQLException {
        try (var connection = asTheService();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            assertThat(row.getBoolean(1)).isFalse();
        }
    }

    static Connection asTheService() throws SQLException {
        return DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
