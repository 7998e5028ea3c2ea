package dealflow.deal.imports;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.done;
import static dealflow.deal.DealApi.history;
import static dealflow.deal.DealApi.imported;
import static dealflow.deal.DealApi.ndjson;
import static dealflow.deal.DealApi.pipeline;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ImportTest {

    @TestHTTPResource("/")
    URI api;

    @Inject
    AgroalDataSource database;

    private static final String GOOD =
            """
            {"externalId":"A1","pipeline":"%1$s","title":"Lamps","owner":"112","amount":{"amount":"20000.00","currency":"USD"},\
            "history":[{"to":"opportunity","at":"2025-10-01T00:38:44.546+02:00","owner":"111"},\
            {"to":"risk","at":"2025-10-03T10:00:00+02:00"},{"to":"won","at":"2025-11-01T10:00:00+01:00"}],\
            "payments":[{"amount":{"amount":"6000.00","currency":"USD"},"receivedOn":"2025-11-02"}]}""";

    @Test
    void wholeHistoriesComeInAndRepeatingChangesNothing() {
        var pipeline = pipeline();
        var first = imported(GOOD.formatted(pipeline));
        assertThat(first.getInt("imported")).isEqualTo(1);
        assertThat(first.getInt("errors")).isZero();
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getString("items[0].id");
        assertThat(history(deal).getList("items.event.change.direction", String.class))
                .containsExactly("IN", "FORWARD", "WON");
        assertThat(history(deal).getList("items.event.origin", String.class)).containsOnly("import");
        assertThat(history(deal).getString("items[0].event.occurredAt")).isEqualTo("2025-09-30T22:38:44.546Z");
        assertThat(history(deal).getString("items[0].event.deal.owner")).isEqualTo("111");
        assertThat(history(deal).getString("items[3].event.payment.amount.amount"))
                .isEqualTo("6000.00");

        var second = imported(GOOD.formatted(pipeline));
        assertThat(second.getInt("unchanged")).isEqualTo(1);
        assertThat(history(deal).getList("items")).hasSize(5);
    }

    @Test
    void everyBadLineIsReportedAndEveryGoodOneIsIn() {
        var pipeline = pipeline();
        var good = GOOD.formatted(pipeline);
        var job = imported(String.join(
                "\n",
                good,
                "{\"externalId\":",
                good.replace("A1", "A3").replace("\"to\":\"risk\"", "\"to\":\"moon\""),
                good.replace("A1", "A4").replace("2025-11-01T10", "2025-10-01T10"),
                good.replace("Lamps", "Other lamps"),
                good.replace("A1", "A6").replace("6000.00", "-6000.00"),
                good.replace("A1", "A7").replace("\"title\"", "\"titel\""),
                good.replace("A1", "A8").replace(pipeline, "none"),
                good.replace("A1", "A9")));
        assertThat(job.getInt("imported")).isEqualTo(2);
        assertThat(job.getInt("processed")).isEqualTo(9);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(errors.getList("items.field", String.class).subList(1, 6))
                .containsExactly("history[1].to", "history[2].at", "externalId", "payments[0].amount", "titel");
    }

    @Test
    void importsAreListedTheLatestFirstToWhoSentThemAndToOperations() {
        var pipeline = pipeline();
        var earlier = imported(GOOD.formatted(pipeline)).getString("id");
        var later = imported(GOOD.formatted(pipeline)).getString("id");

        var page = as("sales-ops").get("/imports?limit=1").jsonPath();
        assertThat(page.getList("items.id")).containsExactly(later);
        assertThat(page.getString("items[0].status")).isEqualTo("DONE");
        assertThat(as("sales-ops")
                        .get("/imports?limit=1&cursor=" + page.getString("next"))
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(earlier);
        assertThat(as("integrator").get("/imports").jsonPath().getList("items.id"))
                .doesNotContain(earlier, later);
    }

    @Test
    void aLineThatNoLineShouldBeIsAnErrorOfItsOwn() {
        var pipeline = pipeline();
        var good = GOOD.formatted(pipeline);
        var job = imported(String.join(
                "\n",
                "null",
                "\0",
                good.replace("Lamps", "La\\ud800mps"),
                good.replace("2025-10-01T00:38", "0001-01-01T00:38"),
                good.replace("\"owner\":\"111\"}", "\"set\":{\"expectedCloseOn\":\"-0001-01-01\"}}"),
                good.replace("\"owner\":\"111\"}", "\"set\":{\"product\":\"\\udc00\"}}"),
                good.replace("2025-11-02", "0001-01-01"),
                good.replace("\"title\"", "\"expectedCloseOn\":20260105,\"title\""),
                good.replace("\"title\"", "\"title\":\"x\",\"title\""),
                good + good,
                good.replace("\"A1\"", "\"  \""),
                good.replace("\"A1\"", "\" A1 \""),
                good));
        assertThat(job.getInt("imported")).isEqualTo(1);
        assertThat(job.getInt("errors")).isEqualTo(11);
        assertThat(job.getInt("unchanged"))
                .as("the space around a key is none of it")
                .isEqualTo(1);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.message", String.class))
                .noneMatch(message -> message.contains("service failed"));
        assertThat(errors.getList("items.field", String.class).subList(2, 8))
                .containsExactly(
                        "title",
                        "history[0].at",
                        "history[0].set.expectedCloseOn",
                        "history[0].set",
                        "payments[0].receivedOn",
                        "expectedCloseOn");
    }

    @Test
    void aCsvFileComesInThroughAMapping() {
        var pipeline = pipeline();
        var mapping =
                """
                {"pipeline":"%s","columns":{"externalId":"id","title":"account","customer":"account","owner":"agent",
                 "product":"product","amount":"value"},"currency":"USD","nulls":["NA"],"timeZone":"Europe/Oslo",
                 "dateFormats":["M/d/yyyy"],"values":{"product":{"GTXPro":"GTX Pro"}},
                 "history":[{"to":"opportunity","at":"created"},
                            {"toColumn":"state","values":{"Won":"won","Lost":"lost","Open":null},"at":"closed"}]}"""
                        .formatted(pipeline);
        var csv =
                """
                id,account,agent,product,state,created,closed,value
                C1,"Acme, Inc",Ann,GTXPro,Won,2025-01-02,2025-02-03,500.00
                C2,Beta,Ann,GTX Pro,Open,1/5/2025,,NA
                C3,Gamma,Bob,GTXPro,Prospecting,2025-01-02,,
                C4,Delta,Bob,GTXPro,Won,2025-01-02,,100
                C5,Eps,Bob,GTXPro,Open,soon,,100
                C6,Zeta,Bob,GTXPro,Open,,,
                """;
        var job = done(as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", mapping)
                .body(csv)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        assertThat(job.getInt("imported")).isEqualTo(3);
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(4, 5, 6);
        assertThat(errors.getList("items.field", String.class)).containsExactly("state", "closed", "created");
        var deals = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath();
        assertThat(deals.getList("items.status", String.class)).containsExactly("WON", "OPEN", "LEAD");
        assertThat(deals.getList("items.product", String.class)).containsOnly("GTX Pro");
        assertThat(deals.getList("items.externalId", String.class)).isEqualTo(List.of("C1", "C2", "C6"));
    }

    /** As exports have them: thousands, comma before the cents, offsets without a colon, and reasons in other words. */
    @Test
    void aCsvFileMayHaveItsOwnAmountsTimesAndReasons() {
        var pipeline = pipeline();
        var mapping =
                """
                {"pipeline":"%s","columns":{"externalId":"id","owner":"agent","amount":"value"},"currency":"USD",
                 "separator":";","decimal":",","values":{"owner":{"Ann A":"ann"},"reason":{"Too dear":"price"}},
                 "history":[{"to":"opportunity","at":"created","owner":"agent"},
                            {"toColumn":"state","values":{"Lost":"lost"},"at":"closed","reason":"why"}]}"""
                        .formatted(pipeline);
        var csv =
                """
                id;agent;value;state;created;closed;why
                C1;Ann A;12.500,00;Lost;2025-01-02T10:00:00.000+0000;2025-02-03T10:00:00.000+0100;Too dear
                C2;Ann A;12,500.00;Lost;2025-01-02T10:00:00.000+0000;2025-02-03T10:00:00.000+0100;Too dear
                """;
        var job = done(as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", mapping)
                .body(csv)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class)).containsExactly(3);
        assertThat(errors.getList("items.field", String.class)).containsExactly("value");
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath();
        assertThat(deal.getList("items.owner", String.class)).containsExactly("ann");
        assertThat(deal.getList("items.amount.amount", String.class)).containsExactly("12500.00");
        var lost = as("sales-ops")
                .get("/deals/" + deal.getString("items[0].id") + "/history")
                .jsonPath();
        assertThat(lost.getString("items[-1].event.change.reason")).isEqualTo("price");
        assertThat(Instant.parse(lost.getString("items[-1].event.occurredAt"))).isEqualTo("2025-02-03T09:00:00Z");
    }

    @Test
    void aLineThatIsNoTextOrNoDealIsAnErrorOfItsOwn() {
        var pipeline = pipeline();
        var good = GOOD.formatted(pipeline);
        var lines = List.of(
                "\ufeff" + good.replace("Lamps", "灯具"),
                "null",
                "\0",
                good.replace("A1", "A4").replace("Lamps", "a\0b"),
                good.replace("A1", "A5").replace("Lamps", "a\\ud800b"),
                good.replace("A1", "A6").replace("Lamps", "a\\u0000b"),
                good.replace("A1", "A7").replace("Lamps", "M\u00fcller"),
                "[]",
                good.replace("A1", "A9").replace("\"history\":[", "\"history\":[null,"),
                good.replace("A1", "A10")
                        .replace(
                                "\"history\"",
                                "\"reportingAmount\":{\"amount\":\"-5.00\",\"currency\":\"USD\"},\"history\""),
                good.replace("A1", "A11")
                        .replace(
                                "{\"to\":\"risk\"",
                                "{\"set\":{\"reportingAmount\":{\"amount\":\"-5.00\",\"currency\":\"USD\"}},\"at\":\"2025-10-02T10:00:00+02:00\"},{\"to\":\"risk\""),
                good.replace("A1", "A12")
                        .replace(
                                "\"receivedOn\"",
                                "\"reportingAmount\":{\"amount\":\"-5.00\",\"currency\":\"USD\"},\"receivedOn\""),
                good.replace("A1", "A13").replace("Lamps", "x".repeat(1 << 20)),
                good.replace("A1", "A14").replace("Lamps", "a\\ud83d\\ude00b"),
                good.replace("A1", "A15")
                        .replace(
                                "{\"to\":\"risk\"",
                                "{\"set\":{\"owner\":null},\"at\":\"2025-10-02T10:00:00+02:00\"},{\"to\":\"risk\""),
                good.replace("A1", "A16")
                        .replace(
                                "{\"to\":\"risk\"",
                                "{\"owner\":\"\\u00a0\",\"at\":\"2025-10-02T10:00:00+02:00\"},{\"to\":\"risk\""));
        var file = new ByteArrayOutputStream();
        for (var line : lines) {
            // One line as another program writes it.
            file.writeBytes(line.getBytes(line.contains("M\u00fcller") ? ISO_8859_1 : UTF_8));
            file.write('\n');
        }
        var job = done(ndjson("sales-ops")
                .body(file.toByteArray())
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        assertThat(job.getInt("total")).isEqualTo(16);
        assertThat(job.getInt("processed")).isEqualTo(16);
        assertThat(job.getInt("imported")).isEqualTo(2);
        assertThat(job.getInt("errors")).isEqualTo(14);
        assertThat(errors(job))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("2 : ").contains("null"),
                        error -> assertThat(error).startsWith("3 : ").contains("NUL"),
                        error -> assertThat(error).startsWith("4 : ").contains("NUL"),
                        error -> assertThat(error).startsWith("5 title: ").contains("half a character"),
                        error -> assertThat(error).startsWith("6 title: ").contains("NUL"),
                        error -> assertThat(error).startsWith("7 : ").contains("not UTF-8"),
                        error -> assertThat(error).startsWith("8 : ").contains("form"),
                        error -> assertThat(error).startsWith("9 history").contains("null"),
                        error -> assertThat(error)
                                .startsWith("10 reportingAmount.amount: ")
                                .contains("negative"),
                        error -> assertThat(error).startsWith("11 history[1].reportingAmount.amount: "),
                        error -> assertThat(error).startsWith("12 payments[0].reportingAmount: "),
                        error -> assertThat(error).startsWith("13 : ").contains("megabyte"),
                        error -> assertThat(error)
                                .startsWith("15 history[1].owner: ")
                                .contains("required"),
                        error -> assertThat(error)
                                .startsWith("16 history[1].owner: ")
                                .contains("required"));
        assertThat(as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath().getList("items.title", String.class))
                .containsExactly("灯具", "a😀b");
    }

    @Test
    void aFileAsASpreadsheetWritesItComesIn() {
        var pipeline = pipeline();
        var file =
                """
                \ufeffid;account;created;closed;value;note;note;
                C1;Müller;01.02.2026 09:30
                C2;Müller;;;10.00;x;y;;;
                C3;Müller;31.02.2026;;;;;
                C4;Müller;;;10.00;x;y;surplus;z
                C5;;;;-1;;;
                C6;Müller;01.02.2026 09:30;31.01.2026 09:30;;;;
                ;;;;;;;
                C7;Müller;;;10.00.00;;;
                """;
        var mapping =
                """
                {"pipeline":"%s","separator":";","columns":{"externalId":"id","title":"account","amount":"value"},
                 "currency":"CZK","timeZone":"Asia/Shanghai","dateFormats":["dd.MM.yyyy","dd.MM.yyyy HH:mm"],
                 "history":[{"to":"opportunity","at":"created"},{"to":"won","at":"closed"}]}"""
                        .formatted(pipeline)
                        .replace("\"columns\":{", "\"columns\":{\"owner\":\"account\",");
        var job = done(csv(
                        mapping,
                        "text/csv; charset=windows-1252",
                        file.replace("\ufeff", "").getBytes(ISO_8859_1))
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        assertThat(errors(job))
                .as("fields are the file's columns")
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("3 value: ").contains("exchange rate"),
                        error -> assertThat(error).startsWith("4 created: ").contains("31.02.2026"),
                        error -> assertThat(error).startsWith("5 : ").contains("more cells"),
                        error -> assertThat(error).startsWith("6 value: ").contains("negative"),
                        error -> assertThat(error).startsWith("7 closed: ").contains("lies before"),
                        error -> assertThat(error).startsWith("9 value: "));
        var deal = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath();
        assertThat(deal.getList("items.title", String.class)).containsExactly("Müller");
        assertThat(deal.getString("items[0].stageEnteredAt")).isEqualTo("2026-02-01T01:30:00Z");

        var again = done(
                csv(mapping, "text/csv", file.getBytes(UTF_8)).then().extract().path("id"));
        assertThat(again.getInt("unchanged")).as("with a byte order mark").isEqualTo(1);

        var wrongCharset =
                done(csv(mapping, "text/csv", file.replace("\ufeff", "").getBytes(ISO_8859_1))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id"));
        assertThat(wrongCharset.getInt("errors"))
                .as("all but the one without an umlaut")
                .isGreaterThanOrEqualTo(6);
        assertThat(errors(wrongCharset).get(0)).startsWith("2 : ").contains("not UTF-8");

        var note = mapping.replace("\"value\"", "\"note\"");
        assertThat(csv(note, "text/csv", file.getBytes(UTF_8))
                        .then()
                        .statusCode(422)
                        .extract()
                        .<String>path("detail"))
                .contains("'note' more than once");
        csv(mapping, "text/csv", file.replace("value", "va\0lue").getBytes(UTF_8))
                .then()
                .statusCode(422);
        csv("null", "text/csv", file.getBytes(UTF_8)).then().statusCode(422);
        csv(mapping, "text/csv; charset=klingon", file.getBytes(UTF_8)).then().statusCode(422);
        csv(mapping.replace("dd.MM.yyyy\"", "MM.yyyy\""), "text/csv", file.getBytes(UTF_8))
                .then()
                .statusCode(422);
        csv(mapping.replace("[{\"to\"", "[null,{\"to\""), "text/csv", file.getBytes(UTF_8))
                .then()
                .statusCode(422);
    }

    @Test
    void aFileThatComesInSlowlyHoldsNoConnectionAndLeavesRoomForOthers() throws Exception {
        try (var one = slowly("slow-1");
                var two = slowly("slow-2")) {
            var third = importedUntil(429);
            one.getOutputStream().write('\n');
            two.getOutputStream().write('\n');
            assertThat(third.contentType()).startsWith("application/problem+json");
            assertThat(Integer.parseInt(third.header("Retry-After"))).isPositive();
            ndjson("integrator").body(new byte[0]).post("/imports").then().statusCode(202);
            assertThat(waiting())
                    .as("connections that wait in a transaction of an import")
                    .isZero();
        }
        importedUntil(202);
    }

    /** Imports an empty file over and over, until that is answered as it is to be. */
    private static Response importedUntil(int status) {
        var deadline = Instant.now().plusSeconds(60);
        Response answer;
        do {
            assertThat(Instant.now()).isBefore(deadline);
            answer = ndjson("sales-ops").body(new byte[0]).post("/imports");
        } while (answer.statusCode() != status);
        return answer;
    }

    private Socket slowly(String key) throws IOException {
        var socket = new Socket("127.0.0.1", api.getPort());
        socket.getOutputStream()
                .write(
                        "POST /imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n"
                                .formatted(
                                        BackingServices.token("sales-ops@example.com", "sales-ops"),
                                        key + UUID.randomUUID())
                                .getBytes(UTF_8));
        return socket;
    }

    private long waiting() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                        AND state = 'idle in transaction' AND (query LIKE '%INTO import%' OR query LIKE '%first_answer%')
                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Response csv(String mapping, String type, byte[] file) {
        return ndjson("sales-ops")
                .contentType(type)
                .queryParam("mapping", mapping)
                .body(file)
                .post("/imports");
    }

    /** Each as its line, its field, and its message. */
    private static List<String> errors(JsonPath job) {
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        return errors.<Map<String, ?>>getList("items").stream()
                .map(error -> "%s %s: %s".formatted(error.get("line"), error.get("field"), error.get("message")))
                .toList();
    }

    @Test
    void aMappingThatDoesNotFitTheFileIsRefusedAtOnce() {
        as("sales-ops")
                .contentType("text/csv")
                .queryParam("mapping", "{\"pipeline\":\"x\",\"columns\":{\"externalId\":\"key\"}}")
                .body("id,name\n1,x\n")
                .post("/imports")
                .then()
                .statusCode(422);
        as("sales-ops")
                .contentType("text/csv")
                .body("id\n1\n")
                .post("/imports")
                .then()
                .statusCode(422);
    }
}
