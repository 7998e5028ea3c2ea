package dealflow.deal.operations;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.confirmed;
import static dealflow.deal.DealApi.ndjson;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.deal.DealApi;
import dealflow.edge.erasure.PersonalColumn;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose name is to go goes, from wherever it stands and however it is written. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class ErasureTest {

    /** Columns of text that nobody's name gets into, or stays in; each with the reason. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("audit", "who acted stays by law; what it says beside that holds no name (AuditTest)"),
            Map.entry("first_answer", "rows with the name are deleted"),
            Map.entry("deal_words", "written anew with the deal"),
            Map.entry("customer.folded", "made anew from the name"),
            Map.entry("customer.folded_external_id", "made anew from the key"),
            Map.entry("customer_words", "made anew from the name"),
            Map.entry("customer_key", "made anew from the name"),
            Map.entry("flyway_schema_history", "migrations"),
            Map.entry("exchange_rate", "currencies"),
            Map.entry("feed.type", "of the contract"),
            Map.entry("feed.pipeline", "a key"),
            Map.entry("outbox.aggregatetype", "of the contract"),
            Map.entry("outbox.aggregateid", "a key"),
            Map.entry("outbox.type", "of the contract"),
            Map.entry("outbox.pipeline", "a key"),
            Map.entry("outbox.traceparent", "a number"),
            Map.entry("outbox.specversion", "a number"),
            Map.entry("forecast_event.pipeline", "a key"),
            Map.entry("forecast_event.type", "of the contract"),
            Map.entry("pipeline.key", "a key"),
            Map.entry("field_definition.key", "a key"),
            Map.entry("approval_limits.pipeline", "a key"),
            Map.entry("deal.pipeline", "a key"),
            Map.entry("deal.stage", "a key"),
            Map.entry("deal.status", "of the contract"),
            Map.entry("deal.verdict", "of the contract"),
            Map.entry("deal.currency", "a currency"),
            Map.entry("deal.amount_basis", "of the contract"),
            Map.entry("product.list_price_currency", "a currency"),
            Map.entry("deal.reporting_currency", "a currency"),
            Map.entry("deal.payment_terms", "milestones, shares and days"),
            Map.entry("deal.milestones", "milestones and days"),
            Map.entry("deal.import_hash", "a hash"),
            Map.entry("approval.kind", "the service's"),
            Map.entry("approval.to_stage", "a key"),
            Map.entry("approval.stage", "a key"),
            Map.entry("approval.missing", "keys, and the service's words"),
            Map.entry("approval.approvers", "roles"),
            Map.entry("approval.currency", "a currency"),
            Map.entry("approval.payment_terms", "shares and keys"),
            Map.entry("payment.id", "a number"),
            Map.entry("payment.currency", "a currency"),
            Map.entry("payment.reporting_currency", "a currency"),
            Map.entry("bank_entry.payment_id", "a number"),
            Map.entry("import_job.status", "the service's"),
            Map.entry("import_job.format", "the service's"),
            Map.entry("import_job.mode", "the service's"),
            Map.entry("import_effect", "keys, numbers and currencies"),
            Map.entry("transfer_job.status", "the service's"),
            Map.entry("transfer_job.pipeline", "a key"),
            Map.entry("transfer_job.of_status", "of the contract"),
            Map.entry("saved_view.shared_with", "the service's"),
            Map.entry("webhook.view", "follows saved_view.key"),
            Map.entry("webhook.url", "an address; without it nothing can be sent"),
            Map.entry("webhook.types", "of the contract"),
            Map.entry("webhook.pipelines", "keys"),
            Map.entry("webhook.secret", "random"),
            Map.entry("webhook.previous_secret", "random"),
            Map.entry("webhook_delivery.status", "the service's"),
            Map.entry("webhook_delivery.paused_because", "the service's"),
            Map.entry("webhook_attempt.event_id", "a key"),
            Map.entry("webhook_attempt.event_type", "of the contract"),
            Map.entry("webhook_attempt.subject", "a key"));

    @Test
    void everyColumnThatCanHoldANameIsOnTheList() throws SQLException {
        var known = new TreeSet<>(OTHERS.keySet());
        listed().forEach(column -> known.add(column.table() + "." + column.column()));
        try (var connection = database();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                """
                                SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
                                AND data_type IN ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'tsvector')
                                AND udt_name NOT IN ('_int8', '_int4', '_int2')
                                """)) {
            var unknown = new TreeSet<String>();
            while (rows.next()) {
                if (!known.contains(rows.getString(1))
                        && !known.contains(rows.getString(1) + "." + rows.getString(2))) {
                    unknown.add(rows.getString(1) + "." + rows.getString(2));
                }
            }
            assertThat(unknown)
                    .as("columns that PersonalColumns should know, or this test should say why not")
                    .isEmpty();
        }
    }

    @Test
    void anErasedNameIsNowhere() throws SQLException {
        var person = new Person("Åse Nordmann-" + UUID.randomUUID().toString().substring(0, 8));
        var deal = plant(person);
        plantWhereNoRequestReaches(deal, person);
        var planted = columnsWith(person);
        assertThat(planted)
                .as("the name was planted in each column that is on the list")
                .containsAll(listed().map(column -> column.table() + "." + column.column())
                        .collect(Collectors.toSet()));
        var before = DealApi.history(deal).getList("items").size();

        var dry = erase("{\"name\":\"%s\",\"dryRun\":true}".formatted(person.name()));
        assertThat(dry.getString("pseudonym")).isNull();
        assertThat(columnsWith(person)).as("a dry run changes nothing").isEqualTo(planted);
        assertThat(DealApi.history(deal).getList("items")).hasSize(before);

        var erased = erase("{\"name\":\"%s\"}".formatted(person.name()));
        assertThat(columnsWith(person)).isEmpty();
        assertThat(erased.getInt("deals")).isEqualTo(dry.getInt("deals")).isEqualTo(2);
        assertThat(erased.getInt("events")).isEqualTo(dry.getInt("events")).isPositive();
        assertThat(erased.getInt("answers")).isEqualTo(dry.getInt("answers")).isPositive();
        assertThat(erased.getList("columns")).isEqualTo(dry.getList("columns")).isNotEmpty();

        var pseudonym = erased.getString("pseudonym");
        var now = DealApi.deal(deal);
        assertThat(now.getString("owner")).isEqualTo(pseudonym);
        assertThat(now.getString("customer.name")).isEqualTo(pseudonym);
        assertThat(now.getString("customer.externalId")).isEqualTo("K " + pseudonym);
        assertThat(now.getString("externalId")).isEqualTo("X " + pseudonym);
        assertThat(now.getString("title")).isEqualTo("Lamps for " + pseudonym);
        assertThat(now.getString("team")).isEqualTo("Team " + pseudonym);
        assertThat(now.getString("fields.contact-at-port")).isEqualTo("ask for " + pseudonym);
        assertThat(now.getString("stage")).isEqualTo("opportunity");
        assertThat(as("sales-ops")
                        .get("/deals?externalId=X %s-2".formatted(pseudonym))
                        .jsonPath()
                        .getList("items"))
                .as("another spelling of the same key, told apart")
                .hasSize(1);
        var history = DealApi.history(deal);
        assertThat(history.getList("items")).as("told by events of their own").hasSizeGreaterThan(before);
        assertThat(history.getList("items.event.previous.externalId")).contains("X " + pseudonym);
    }

    @Test
    void whoIsNoneCannotBeErased() {
        assertThat(as("sales-ops").body("{\"name\":\" x \"}").post("/erasures").statusCode())
                .isEqualTo(422);
        assertThat(as("sales-manager")
                        .body("{\"name\":\"xy\"}")
                        .post("/erasures")
                        .statusCode())
                .isEqualTo(403);
    }

    /** A name and other spellings of it. */
    private record Person(String name) {

        String upper() {
            return name.toUpperCase();
        }

        String wide() {
            return name.chars()
                    .map(character -> character > ' ' && character < 0x7f ? character + 0xFEE0 : character)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        String spaced() {
            return name.replace(" ", " \u00A0 ");
        }

        Stream<String> spellings() {
            return Stream.of(name, upper(), wide(), spaced());
        }
    }

    /** @return a deal that tells the name in all of its fields */
    private static String plant(Person person) {
        var pipeline = pipeline();
        var body =
                """
                {"pipeline":"%s","externalId":"X %s","title":"Lamps for %s","owner":"%2$s","team":"Team %s",
                 "product":"%2$s","source":"told by %2$s","region":"%4$s","fields":{"contact-at-port":"ask for %2$s"},
                 "customer":{"name":"%2$s","country":"%2$s","externalId":"K %2$s"},
                 "lines":[{"product":"%2$s","quantity":"1","unit":"of %2$s","unitPrice":{"amount":"9","currency":"USD"}}],
                 "amount":{"amount":"10","currency":"USD"}}""";
        as("sales-ops")
                .body("{\"type\":\"TEXT\",\"personal\":true}")
                .put("/fields/contact-at-port")
                .then()
                .statusCode(200);
        var deal = (String) as("sales-ops")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body.formatted(pipeline, person.name(), person.upper(), person.wide()))
                .post("/deals")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("sales-ops")
                .body("{\"pipeline\":\"%s\",\"externalId\":\"X %s\",\"title\":\"t\"}"
                        .formatted(pipeline, person.upper()))
                .post("/deals")
                .then()
                .statusCode(201);
        as("sales-ops")
                .body(DealApi.GENUINE.replace("Kari Berg", person.spaced()))
                .put("/deals/" + deal + "/qualification")
                .then()
                .statusCode(200);
        DealApi.move(deal, confirmed("opportunity", "INQUIRY").replace("Kari Berg", person.name()))
                .then()
                .statusCode(200);
        as("sales-ops")
                .body("{\"done\":true,\"evidence\":\"said %s\"}".formatted(person.name()))
                .put("/deals/" + deal + "/checklist/samples-tested")
                .then()
                .statusCode(200);
        as("sales-ops")
                .body("{\"name\":\"%s\",\"role\":\"USER\",\"evidence\":\"said by %s\",\"contact\":\"%s\"}"
                        .formatted(person.name(), person.upper(), person.wide()))
                .put("/deals/" + deal + "/people/p1")
                .then()
                .statusCode(200);
        as("sales-ops")
                .body("{\"until\":\"%s\",\"reason\":\"%s is away\"}"
                        .formatted(LocalDate.now().plusDays(30), person.upper()))
                .put("/deals/" + deal + "/snooze")
                .then()
                .statusCode(200);
        as("sales-ops")
                .body("{\"askedBy\":\"%s\",\"reduction\":0.05}".formatted(person.name()))
                .post("/deals/" + deal + "/price-requests")
                .then()
                .statusCode(201);
        as("sales-ops")
                .body("{\"ways\":[{\"way\":\"a rival\",\"state\":\"HOLDS\",\"evidence\":\"told by %s\"}]}"
                        .formatted(person.wide()))
                .put("/deals/" + deal + "/risk-review")
                .then()
                .statusCode(200);
        as("sales-ops")
                .body(
                        "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\"},\"receivedOn\":\"2026-01-01\",\"reference\":\"by %s\"}"
                                .formatted(person.name()))
                .post("/deals/" + deal + "/payments")
                .then()
                .statusCode(201);
        var payment = as("sales-ops").get("/deals/" + deal + "/payments").<String>path("items[0].id");
        as("sales-ops")
                .body("{\"reason\":\"it was %s who paid\"}".formatted(person.name()))
                .post("/deals/" + deal + "/payments/" + payment + "/reversal")
                .then()
                .statusCode(201);
        ndjson("sales-ops")
                .body("{\"externalId\":\"%s\",\"pipeline\":\"none %1$s\"}".formatted(person.name()))
                .post("/imports")
                .then()
                .statusCode(202);
        return deal;
    }

    /** What only an import under way, an old row, or a failure leaves behind. */
    private static void plantWhereNoRequestReaches(String deal, Person person) throws SQLException {
        try (var connection = database()) {
            for (var sql : List.of(
                    "INSERT INTO field_definition VALUES ('told-of-' || gen_random_uuid(), 1, '{\"key\":\"told-of\",\"version\":1,"
                            + "\"type\":\"TEXT\",\"retired\":true,\"names\":{\"en\":\"%s said\"}}', now(), '%s')",
                    "INSERT INTO team_definition VALUES ('%s', 1, '{\"key\":\"%s\",\"version\":1,"
                            + "\"states\":[{\"from\":\"2026-01-01\",\"managers\":[\"%s\"]}]}', now(), '%s')",
                    "UPDATE pipeline SET created_by = '%s', definition = jsonb_set(definition, '{names}', '{\"en\":\"%s''s\"}')"
                            + " WHERE key = (SELECT pipeline FROM deal WHERE id = '" + deal + "')",
                    "INSERT INTO approval (id, deal_id, deal_version, kind, to_stage, missing, why, asked_by, asked_at, approvers,"
                            + " stage, payment_terms, approved, decided_by, decided_at, decision_reason)"
                            + " SELECT gen_random_uuid(), id, 1, 'MOVE', 'risk', '[]', 'for %s', '%s', now(), '{sales-ops}', stage,"
                            + " payment_terms, true, '%s', now(), 'as %s said' FROM deal WHERE id = '" + deal + "'",
                    "INSERT INTO approval_limits SELECT pipeline, '{\"limits\":[{\"role\":\"%s\",\"largestReduction\":0.1}]}'"
                            + " FROM deal WHERE id = '" + deal + "'",
                    "INSERT INTO import_job (id, status, format, mode, dry_run, mapping, requested_by, created_at, finished_at, problem)"
                            + " VALUES (gen_random_uuid(), 'FAILED', 'csv', 'CREATE', false, '{\"values\":{\"%s\":\"x\"}}', '%s', now(), now(), 'no %s')",
                    "INSERT INTO customer (id, version, name, folded, created_at, created_by, merged_into, merged_at, merged_by)"
                            + " SELECT gen_random_uuid(), 1, 'x', 'x', now(), '%s', customer_id, now(), '%s' FROM deal WHERE id = '"
                            + deal + "'",
                    "INSERT INTO product (key, names, unit) VALUES ('%s', '{\"en\":\"%s\"}', '%s')",
                    "UPDATE payment SET taken_back_by = '%s' WHERE deal_id = '" + deal + "'",
                    "INSERT INTO bank_entry SELECT 'of %s', deal_id, id FROM payment WHERE deal_id = '" + deal + "'",
                    "INSERT INTO import_line SELECT id, 1, '{\"owner\":\"%s\"}' FROM import_job WHERE requested_by = '%s'",
                    "INSERT INTO import_error SELECT id, 1, 'of %s', 'for %s', '%s' FROM import_job WHERE requested_by = '%s'",
                    "INSERT INTO import_seen SELECT id, 1, '%s', '{\"owner\":\"%s\"}' FROM import_job WHERE requested_by = '%s'",
                    "INSERT INTO import_change SELECT id, 1, '{\"before\":{\"owner\":\"%s\"}}' FROM import_job WHERE requested_by = '%s'",
                    "INSERT INTO transfer_job (id, status, from_owner, to_owner, to_team, effective_on, requested_by, created_at, finished_at,"
                            + " filter, view, problem) VALUES (gen_random_uuid(), 'DONE', '%s', '%s', '%s', current_date, '%s', now(), now(),"
                            + " '{\"customer\":[\"%s\"]}', '%s', 'no %s')",
                    "INSERT INTO saved_view VALUES ('%s', 1, '%s', '{\"en\":\"%s''s\"}', '{\"customer\":[\"%s\"]}', 'TEAM', '{\"%s\"}', now())",
                    "WITH made AS (INSERT INTO webhook (id, version, url, description, types, pipelines, owners, teams, fields, view, secret, created_at,"
                            + " created_by) VALUES (gen_random_uuid(), 1, 'https://example.com', 'to %s', '{}', '{}', '{\"%s\"}',"
                            + " '{\"%s\"}', '{\"contact-at-port:%s\"}', '%s', '\\x00', now(), '%s') RETURNING id)"
                            + " INSERT INTO webhook_delivery (webhook_id, status, position, last_error)"
                            + " SELECT id, 'PAUSED', 0, 'said %s' FROM made",
                    "INSERT INTO webhook_attempt SELECT id, gen_random_uuid(), 1, 'x-1', 'x', 'x', 1, false, now(), 1, 500,"
                            + " 'said %s', 'no %s' FROM webhook WHERE created_by = '%s'",
                    "INSERT INTO forecast_event VALUES (0, 'export', 0, 'dealflow.forecast.call-made.v1', '{\"call\":{\"author\":\"%s\"}}', now(), '{\"%s\"}', '{\"%s\"}')",
                    "INSERT INTO feed (outbox_id, type, pipeline, owners, teams)"
                            + " SELECT id, type, pipeline, '{\"%s\"}', '{\"%s\",\"south\"}' FROM outbox WHERE aggregateid = '"
                            + deal
                            + "' LIMIT 1")) {
                connection.createStatement().execute(sql.replace("%s", person.name()));
            }
        }
    }

    private static JsonPath erase(String body) {
        var answer = as("sales-ops").body(body).post("/erasures");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Stream<PersonalColumn> listed() {
        return Stream.concat(PersonalColumns.OF_DEALS.stream(), PersonalColumns.OTHERS.stream());
    }

    /** Of any table, but who acted. */
    private static Set<String> columnsWith(Person person) throws SQLException {
        var found = new TreeSet<String>();
        try (var connection = database();
                var statement = connection.createStatement()) {
            var columns = new TreeMap<String, String>();
            var bytes = "position(convert_to('%%1$s', 'UTF8') IN %s) > 0";
            try (var rows = statement.executeQuery(
                    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'")) {
                while (rows.next()) {
                    var column = rows.getString(2);
                    columns.put(
                            rows.getString(1) + "." + column,
                            (rows.getString(3).equals("bytea") ? bytes : "strpos(%s::text, '%%1$s') > 0")
                                    .formatted(column));
                }
            }
            columns.remove("audit.actor");
            for (var column : columns.entrySet()) {
                var table = column.getKey().substring(0, column.getKey().indexOf('.'));
                for (var spelling : person.spellings().toList()) {
                    var holds = column.getValue().formatted(spelling);
                    try (var rows =
                            statement.executeQuery("SELECT count(*) FROM %s WHERE %s".formatted(table, holds))) {
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            found.add(column.getKey());
                        }
                    }
                }
            }
            assertThat(columns).containsKeys("deal.title", "outbox.payload", "audit.query", "first_answer.body");
        }
        return found;
    }

    private static Connection database() throws SQLException {
        var connection =
                DriverManager.getConnection(BackingServices.postgres().jdbcUrl("dealflow"), "dealflow", "dealflow");
        connection.createStatement().execute("SET dealflow.sees = 'everything'");
        return connection;
    }
}
