package dealflow.deal;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.pipeline;
import static dealflow.deal.DealApi.qualify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.BackingServices;
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

/** Who did what stays on record, and whose name is to go goes. */
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
        as("sales-ops").get("/deals?q=Nordlys&status=LEAD");

        var entries = await("/deals/" + deal, 3);
        assertThat(entries.getList("items.method")).containsExactly("POST", "GET", "GET");
        assertThat(entries.getList("items.status", Integer.class)).containsExactly(200, 403, 200);
        assertThat(entries.getString("items[0].override")).isEqualTo("told by phone");
        assertThat(entries.getString("items[1].actor")).isEqualTo("viewer@example.com");
        assertThat(entries.getString("items[2].address")).isNotBlank();
        // Others' requests are on record too, perhaps before this one is.
        await("/deals", entry -> entry.getList("items.query", String.class).contains("q=…&status=LEAD"));
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

    @Test
    void anErasedNameIsNowhere() throws SQLException {
        var person = "Åse Nordmann-" + System.nanoTime();
        var deal = (String) as("sales-ops")
                .body(
                        ("{\"pipeline\":\"%s\",\"title\":\"Lamps for %s\",\"owner\":\"%2$s\",\"customer\":{\"name\":\"%2$s\"},"
                                        + "\"amount\":{\"amount\":\"10\",\"currency\":\"USD\"}}")
                                .formatted(pipeline(), person))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        qualify(deal);
        DealApi.move(deal, confirmed("opportunity", "INQUIRY").replace("Kari Berg", person))
                .then()
                .statusCode(200);
        as("sales-ops")
                .body("{\"askedBy\":\"%s\",\"reduction\":0.05}".formatted(person))
                .post("/deals/" + deal + "/price-requests")
                .then()
                .statusCode(201);
        as("sales-ops")
                .body("{\"ways\":[{\"way\":\"a rival\",\"state\":\"HOLDS\",\"evidence\":\"told by %s\"}]}"
                        .formatted(person))
                .put("/deals/" + deal + "/risk-review")
                .then()
                .statusCode(200);
        var before = DealApi.history(deal).getList("items").size();

        var erased = as("sales-ops").body("{\"name\":\"%s\"}".formatted(person)).post("/erasures");

        assertThat(erased.statusCode()).as(erased.asString()).isEqualTo(200);
        var pseudonym = erased.jsonPath().getString("pseudonym");
        assertThat(erased.jsonPath().getInt("deals")).isEqualTo(1);
        var now = DealApi.deal(deal);
        assertThat(now.getString("owner")).isEqualTo(pseudonym);
        assertThat(now.getString("customer.name")).isEqualTo(pseudonym);
        assertThat(now.getString("title")).isEqualTo("Lamps for " + pseudonym);
        assertThat(now.getString("stage")).isEqualTo("opportunity");
        var history = DealApi.history(deal);
        assertThat(history.getList("items")).as("told by an event of its own").hasSize(before + 1);
        assertThat(history.prettify()).doesNotContain(person);
        assertThat(rowsWith(person)).isZero();
        assertThat(as("sales-manager")
                        .body("{\"name\":\"x\"}")
                        .post("/erasures")
                        .statusCode())
                .isEqualTo(403);
    }

    /** In any column of any table, as PostgreSQL writes a row. */
    private static long rowsWith(String text) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
                var statement = connection.createStatement()) {
            statement.execute("SET dealflow.sees = 'everything'");
            var tables = new java.util.ArrayList<String>();
            try (var rows = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            var found = 0L;
            for (var table : tables) {
                try (var rows = statement.executeQuery(
                        "SELECT count(*) FROM %s AS row WHERE row::text LIKE '%%%s%%'".formatted(table, text))) {
                    rows.next();
                    found += rows.getLong(1);
                }
            }
            assertThat(tables).contains("deal", "outbox", "payment", "first_answer");
            return found;
        }
    }
}
