package dealflow.deal;

import static dealflow.deal.DealApi.GENUINE;
import static dealflow.deal.DealApi.pipeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody learns anything of a deal that is not theirs, on any path; and the database holds to that, too. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class RowAccessTest {

    private String pipeline;
    private String deal;

    private static RequestSpecification ann() {
        return person("ann", "sales-rep", "north");
    }

    private static RequestSpecification bob() {
        return person("bob", "sales-rep", "north");
    }

    private static RequestSpecification northManager() {
        return person("mia", "sales-manager", "north");
    }

    private static RequestSpecification southManager() {
        return person("sam", "sales-manager", "south");
    }

    private static RequestSpecification person(String name, String role, String team) {
        return given().auth()
                .oauth2(BackingServices.tokens().token(name, List.of(role), List.of(team), Duration.ofHours(1)))
                .contentType("application/json");
    }

    @BeforeEach
    void annHasADeal() {
        pipeline = pipeline();
        deal = open(ann(), "\"team\":\"north\",\"externalId\":\"X1\"")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response open(RequestSpecification who, String more) {
        return who.body("{\"pipeline\":\"%s\",\"title\":\"Lamps\",\"customer\":{\"name\":\"Nordlys AS\"},%s}"
                        .formatted(pipeline, more))
                .post("/deals");
    }

    @Test
    void itsOwnerItsManagerAndOperationsSeeIt() {
        for (var who : List.of(ann(), northManager(), person("olga", "sales-ops", "none"))) {
            assertThat(who.get("/deals/" + deal).statusCode()).isEqualTo(200);
        }
        assertThat(ids(ann())).containsExactly(deal);
        assertThat(ids(northManager())).containsExactly(deal);
    }

    @Test
    void forEverybodyElseItDoesNotExist() {
        var nowhere = UUID.randomUUID().toString();
        for (var who : List.of(bob(), southManager())) {
            assertThat(ids(who)).isEmpty();
        }
        for (var path : List.of("", "/history", "/transitions", "/payments", "/checklist")) {
            same(bob().get("/deals/" + deal + path), bob().get("/deals/" + nowhere + path), nowhere);
            same(southManager().get("/deals/" + deal + path), southManager().get("/deals/" + nowhere + path), nowhere);
        }
        var lost = "{\"to\":\"lost\",\"reason\":\"price\"}";
        same(bob().body(lost).post(transitions(deal)), bob().body(lost).post(transitions(nowhere)), nowhere);
        // Not 412: a wrong version would tell that there is a right one.
        same(
                bob().header("If-Match", "\"99\"").body(lost).post(transitions(deal)),
                bob().header("If-Match", "\"99\"").body(lost).post(transitions(nowhere)),
                nowhere);
        same(
                bob().header("If-Match", "\"1\"").body("{\"title\":\"mine\"}").patch("/deals/" + deal),
                bob().header("If-Match", "\"1\"").body("{\"title\":\"mine\"}").patch("/deals/" + nowhere),
                nowhere);
        same(
                bob().body(GENUINE).put("/deals/" + deal + "/qualification"),
                bob().body(GENUINE).put("/deals/" + nowhere + "/qualification"),
                nowhere);
        var money = "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-01\"}";
        same(
                bob().body(money).post("/deals/" + deal + "/payments"),
                bob().body(money).post("/deals/" + nowhere + "/payments"),
                nowhere);
        same(southManager().delete("/deals/" + deal), southManager().delete("/deals/" + nowhere), nowhere);
        assertThat(ann().get("/deals/" + deal).header("ETag")).isEqualTo("\"1\"");
    }

    private static String transitions(String id) {
        return "/deals/" + id + "/transitions";
    }

    /** The same answer for somebody else's deal and for one that there is not. */
    private void same(Response theirs, Response none, String nowhere) {
        assertThat(theirs.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
        assertThat(theirs.jsonPath().getString("detail").replace(deal, nowhere))
                .isEqualTo(none.jsonPath().getString("detail"));
    }

    @Test
    void moveOfManyTellsNoMoreOfADealOfSomebodyElse() {
        var answer = bob().body("{\"moves\":[{\"deal\":\"%s\",\"to\":\"lost\",\"reason\":\"price\"}]}".formatted(deal))
                .post("/deals/transitions");
        assertThat(answer.jsonPath().getInt("items[0].status")).isEqualTo(404);
    }

    @Test
    void viewersAndServiceAccountsWithoutTheScopeAreRefused() {
        assertThat(person("vic", "viewer", "north").get("/deals/" + deal).statusCode())
                .isEqualTo(403);
        var claims = dealflow.local.Tokens.claims("erp", List.of("integrator"), List.of(), Duration.ofHours(1));
        claims.setStringClaim("scope", "deals:read");
        var token = BackingServices.tokens().signed(claims, "RS256");
        assertThat(given().auth().oauth2(token).get("/deals/" + deal).statusCode())
                .isEqualTo(200);
        var refused = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{}")
                .patch("/deals/" + deal);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("detail")).contains("deals:write");
        assertThat(given().auth()
                        .oauth2(token)
                        .contentType("text/csv")
                        .body("x")
                        .post("/imports")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoeverHandsADealOverSeesItNoLonger() {
        var key = UUID.randomUUID().toString();
        var note = "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-01\"}";
        ann().header("Idempotency-Key", key)
                .body(note)
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
        ann().body("{\"owner\":\"bob\"}").patch("/deals/" + deal).then().statusCode(200);

        assertThat(ann().get("/deals/" + deal).statusCode()).isEqualTo(404);
        assertThat(ann().get("/deals/" + deal + "/history").statusCode()).isEqualTo(404);
        assertThat(ids(ann())).isEmpty();
        assertThat(ann().header("Idempotency-Key", key)
                        .body(note)
                        .post("/deals/" + deal + "/payments")
                        .statusCode())
                .as("an answer of before")
                .isEqualTo(404);
        assertThat(bob().get("/deals/" + deal).statusCode()).isEqualTo(200);
        assertThat(bob().get("/deals/" + deal + "/history").jsonPath().getList("items"))
                .as("with its whole past")
                .hasSize(3);

        bob().body("{\"team\":\"south\",\"owner\":\"sue\"}")
                .patch("/deals/" + deal)
                .then()
                .statusCode(200);
        assertThat(northManager().get("/deals/" + deal).statusCode()).isEqualTo(404);
        assertThat(southManager().get("/deals/" + deal).statusCode()).isEqualTo(200);
    }

    @Test
    void aDealMayBeOpenedForSomebodyElse() {
        open(ann(), "\"owner\":\"bob\",\"team\":\"south\"").then().statusCode(201);
        assertThat(ids(ann())).containsExactly(deal);
    }

    @Test
    void anotherSystemsKeyIsTakenWhoeverHasIt() {
        var refused = open(bob(), "\"externalId\":\"X1\"");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.asString())
                .doesNotContain(deal)
                .doesNotContain("Nordlys")
                .doesNotContain("ann");
    }

    @Test
    void theDatabaseShowsOnlyWhatItWasToldThatOneMaySee() throws SQLException {
        try (var connection = asTheService()) {
            told(connection, "", "", "");
            for (var table : List.of("deal", "payment", "outbox WHERE aggregatetype = 'deals'")) {
                assertThat(count(connection, table))
                        .as("told nothing, of " + table)
                        .isZero();
            }
            told(connection, "some", "bob", "");
            assertThat(count(connection, "deal WHERE id = '%s'".formatted(deal)))
                    .isZero();
            assertThat(count(connection, "outbox WHERE aggregateid = '%s'".formatted(deal)))
                    .isZero();
            assertThat(changed(connection)).isZero();
            told(connection, "some", "sam", "south");
            assertThat(count(connection, "deal WHERE id = '%s'".formatted(deal)))
                    .isZero();
            told(connection, "some", "ann", "");
            assertThat(count(connection, "deal WHERE id = '%s'".formatted(deal)))
                    .isEqualTo(1);
            assertThat(count(connection, "outbox WHERE aggregateid = '%s'".formatted(deal)))
                    .isEqualTo(1);
            told(connection, "some", "mia", "east\u001fnorth");
            assertThat(count(connection, "deal WHERE id = '%s'".formatted(deal)))
                    .isEqualTo(1);
            assertThat(changed(connection)).isEqualTo(1);
        }
    }

    private static int changed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE deal SET region = 'EU' WHERE external_id = 'X1' AND pipeline = "
                    + "(SELECT pipeline FROM deal ORDER BY id DESC LIMIT 1)");
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

    private static Connection asTheService() throws SQLException {
        return DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
    }

    private static void told(Connection connection, String sees, String owner, String teams) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT set_config('dealflow.sees', ?, false), set_config('dealflow.owner', ?, false), set_config('dealflow.teams', ?, false)")) {
            statement.setString(1, sees);
            statement.setString(2, owner);
            statement.setString(3, teams);
            statement.execute();
        }
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<String> ids(RequestSpecification who) {
        return who.get("/deals?pipeline=" + pipeline).jsonPath().getList("items.id");
    }
}
