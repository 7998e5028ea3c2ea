package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who did what stays on record. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class AuditTest {

    @Test
    void readsChangesRefusalsAndOverridesAreOnRecord() {
        var deal = DealApi.lead(pipeline());
        as("sales-ops").get("/deals/" + deal);
        as("viewer").get("/deals/" + deal);
        as("sales-ops")
                .body("{\"to\":\"opportunity\",\"override\":\"told by phone\"}")
                .post("/deals/" + deal + "/transitions");
        as("sales-ops").get("/deals?q=Nordlys&owner=ann&status=LEAD");
        as("sales-ops").get("/deals/" + deal + "/somebody");

        var entries = await("/deals/" + deal, 3);
        assertThat(entries.getList("items.path")).as(entries.prettyPrint()).hasSize(3);
        assertThat(entries.getList("items.method")).containsExactly("POST", "GET", "GET");
        assertThat(entries.getList("items.status", Integer.class)).containsExactly(200, 403, 200);
        assertThat(entries.getString("items[0].override")).startsWith("with a reason");
        assertThat(entries.getString("items[1].actor")).isEqualTo("viewer@example.com");
        assertThat(entries.getString("items[2].address")).isNotBlank();
        // Others' requests are on record too, perhaps before this one is.
        await("/deals", entry -> entry.getList("items.query", String.class).contains("owner=…&q=…&status=LEAD"));
        await("/…", 1);
        assertThat(as("sales-manager").get("/audit").statusCode()).isEqualTo(403);
    }

    private static JsonPath await(String path, int atLeast) {
        return await(path, entries -> entries.getList("items").size() >= atLeast);
    }

    private static JsonPath await(String path, Predicate<JsonPath> expected) {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            var entries = as("sales-ops").get("/audit?limit=500&path=" + path).jsonPath();
            if (expected.test(entries)) {
                return entries;
            }
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    @Test
    void theServiceItselfCannotChangeTheAudit() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var statement = connection.createStatement()) {
            for (var sql : List.of("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit")) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
            // Also not where it gives itself back the right that it gave up.
            statement.execute("GRANT DELETE ON audit TO CURRENT_USER");
            assertThatThrownBy(() -> statement.execute("DELETE FROM audit")).hasMessageContaining("only added to");
            statement.execute("REVOKE DELETE ON audit FROM CURRENT_USER");
        }
    }
}
