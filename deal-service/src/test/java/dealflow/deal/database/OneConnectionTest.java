package dealflow.deal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.fixture.BackingServices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** In a transaction entities and SQL are on one connection, which is told once who asks. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class OneConnectionTest {

    private static final String ASKED = "SELECT pg_backend_pid() || ' ' || current_setting('dealflow.owner')";

    @Inject
    Jdbi database;

    @Inject
    EntityManager entities;

    @Test
    void aTransactionIsOneConnection() {
        var first = QuarkusTransaction.requiringNew().call(() -> {
            database.useHandle(handle -> handle.execute("SELECT set_config('dealflow.owner', 'li.wei', true)"));
            var asked = database.withHandle(
                    handle -> handle.createQuery(ASKED).mapTo(String.class).one());
            assertThat(asked).endsWith(" li.wei");
            assertThat(entities.createNativeQuery(ASKED, String.class).getSingleResult())
                    .isEqualTo(asked);
            return asked;
        });
        assertThat(QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery(ASKED, String.class)
                        .getSingleResult()))
                .as("what was told for one transaction alone")
                .isNotEqualTo(first);
    }

    @Test
    void whatIsRolledBackIsUndoneInSqlToo() {
        QuarkusTransaction.begin();
        database.useHandle(handle -> handle.execute(
                "INSERT INTO exchange_rate (currency, base, valid_from, rate) VALUES ('XTS', 'XXX', '2026-01-01', 2)"));
        QuarkusTransaction.rollback();
        long left = database.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM exchange_rate WHERE currency = 'XTS'")
                        .mapTo(Long.class)
                        .one());
        assertThat(left).isZero();
    }

    @Test
    void aFailureTellsNoValues() {
        assertThatThrownBy(() ->
                        database.useHandle(handle -> handle.createUpdate("DELETE FROM nothing WHERE owner = :owner")
                                .bind("owner", "li.wei")
                                .execute()))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("nothing")
                .message()
                .doesNotContain("li.wei");
    }
}
