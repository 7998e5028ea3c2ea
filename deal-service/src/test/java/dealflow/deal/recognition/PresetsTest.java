package dealflow.deal.recognition;

import static dealflow.deal.DealApi.as;
import static dealflow.deal.DealApi.done;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other systems' exports, with the columns and habits that they have and the usual dirt: recognised and imported as they are. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class PresetsTest {

    private static RequestSpecification csv(String contentType) {
        return as("sales-ops")
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("text/csv", ContentType.BINARY)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(contentType);
    }

    private static JsonPath recognised(String pipeline, String corrections, byte[] head) {
        var request = csv("text/csv").queryParam("pipeline", pipeline);
        return (corrections == null ? request : request.queryParam("corrections", corrections))
                .body(head)
                .post("/imports/recognition")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static byte[] export(String system, String charset) throws IOException {
        try (var file = PresetsTest.class.getResourceAsStream("/exports/" + system + ".csv")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return charset.equals("UTF-8-BOM")
                    ? ("\ufeff" + text).getBytes(StandardCharsets.UTF_8)
                    : text.getBytes(charset);
        }
    }

    private static String mapping(JsonPath recognised) {
        return new io.vertx.core.json.JsonObject(recognised.<Map<String, Object>>get("mapping")).encode();
    }

    /** The first of the wrong lines are those that another line makes wrong, or that are no text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hubspot    | UTF-8        | UTF-8        | ,  |     |            | 4 | 5,6,7,8,9,10,13 | Deal owner,Close Date,Record ID,Amount,Close Date,Deal Name,Deal Stage
                    salesforce | windows-1252 | windows-1252 | ,  | .   | M/d/y      | 3 | 4,5,6,9,10      | Close Date,Amount,Amount Currency,Opportunity Owner,Opportunity Owner
                    pipedrive  | UTF-8-BOM    | UTF-8        | ,  |     |            | 3 | 5,6,7,8,9       | Deal - Value,Deal - Status,Deal - Deal closed on,Deal - ID,
                    zoho       | UTF-16       | UTF-16       | ,  |     | d/M/y      | 4 | 5,6,7           | Closing Date,Deal Owner,Closing Date
                    odoo       | UTF-8        | UTF-8        | ,  |     |            | 3 | 5,6,7,8         | Salesperson,Created on,Closed Date,External ID
                    bitrix24   | UTF-8-BOM    | UTF-8        | ;  | ,   | d.M.y      | 3 | 5,6,7           | Total,Currency,Created
                    """)
    void anExportIsRecognisedAndEachGoodLineIsIn(
            String system,
            String written,
            String charset,
            String separator,
            String decimal,
            String dates,
            int good,
            String badLines,
            String badColumns)
            throws IOException {
        var pipeline = pipeline();
        var file = export(system, written);
        var recognised = recognised(pipeline, null, file);
        assertThat(recognised.getString("preset")).isEqualToIgnoringCase(system);
        assertThat(recognised.getString("charset")).startsWith(charset);
        assertThat(recognised.getString("separator")).isEqualTo(separator);
        assertThat(recognised.getString("decimal")).isEqualTo(decimal);
        if (dates != null) {
            assertThat(recognised.getList("dateFormats")).contains(dates);
        }

        var job = done(csv("text/csv;charset=" + recognised.getString("charset"))
                .queryParam("mapping", mapping(recognised))
                .body(file)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        var errors = as("sales-ops")
                .get("/imports/" + job.getString("id") + "/errors")
                .jsonPath();
        assertThat(errors.getList("items.line", Integer.class))
                .as(errors.prettify())
                .isEqualTo(List.of(badLines.split(",")).stream()
                        .map(Integer::valueOf)
                        .toList());
        assertThat(errors.getList("items.field")).isEqualTo(List.of(badColumns.split(",", -1)));
        assertThat(job.getInt("imported")).isEqualTo(good);

        assertThat(recognised.getInt("looked")).isEqualTo(job.getInt("total"));
        var twice = system.equals("pipedrive") ? 1 : 0;
        assertThat(recognised.getInt("refused")).as("told before").isEqualTo(job.getInt("errors") - twice);
        var deals = as("sales-ops").get("/deals?pipeline=" + pipeline).jsonPath();
        assertThat(deals.getList("items.status", String.class)).contains("WON", "LOST", "OPEN");
    }

    @Test
    void wordsOfAnotherSystemStandForStagesOfTheSamePhaseAndThatIsSaid() throws IOException {
        var recognised = recognised(pipeline(), null, export("hubspot", "UTF-8"));
        var stages = recognised.<Map<String, Object>>getList("stages");
        assertThat(stages)
                .contains(
                        Map.of("word", "Appointment Scheduled", "count", 1, "stage", "opportunity"),
                        Map.of("word", "Presentation Scheduled", "count", 1, "stage", "recognition"),
                        Map.of("word", "Contract Sent", "count", 1, "stage", "risk"));
        assertThat(recognised.getList("warnings.code", String.class))
                .contains("GUESSED_STAGE", "UNKNOWN_STAGE")
                .doesNotContain("MISSING_COLUMN", "AMBIGUOUS_DATES");
        assertThat(recognised.getMap("fields"))
                .containsEntry("closed", "Close Date")
                .containsEntry("owner", "Deal owner");
        assertThat(recognised.getList("rows.history[0].to")).containsExactly("opportunity", "won");
        assertThat(recognised.getString("rows[0].history[1].at")).isEqualTo("2025-05-20T12:05:00Z");
    }

    @Test
    void whatCanBeReadInTwoWaysIsSaidAndCorrected() {
        var pipeline = pipeline();
        var file =
                """
                Id;Owner;Amount;Created;Stage;Currency
                1;ann;1.250;1/5/25;Opportunity;USD
                2;ann;2.000;2/5/25;Begun;USD
                """
                        .getBytes(StandardCharsets.UTF_8);
        var first = recognised(pipeline, null, file);
        assertThat(first.getString("preset")).isNull();
        assertThat(first.getString("separator")).isEqualTo(";");
        assertThat(first.getList("warnings.code", String.class))
                .containsExactly("AMBIGUOUS_DATES", "AMBIGUOUS_AMOUNTS", "UNKNOWN_STAGE");
        assertThat(first.getString("warnings[0].value")).isEqualTo("1/5/25");
        assertThat(first.getInt("refused")).isEqualTo(1);

        var corrected = recognised(
                pipeline,
                """
                {"dateFormats":["M/d/y"],"decimal":",","stages":{"Begun":"risk"},"owners":{"ann":"ann@example.com"},
                 "columns":{"currency":null},"currency":"USD"}""",
                file);
        assertThat(corrected.getList("warnings")).isEmpty();
        assertThat(corrected.getInt("refused")).isZero();
        assertThat(corrected.getList("rows.amount.amount")).containsExactly("1250", "2000");
        assertThat(corrected.getList("rows.owner")).containsOnly("ann@example.com");
        assertThat(corrected.getList("rows.history[0].at")).containsExactly("2025-01-04T23:00:00Z");
        assertThat(corrected.getMap("mapping.columns")).doesNotContainKey("currency");
    }

    @ParameterizedTest
    @CsvSource({"GBK,GB18030", "UTF-8,UTF-8", "UTF-16LE,UTF-16LE", "GB18030,GB18030"})
    void aChineseFileIsReadInItsCharset(String written, String found) {
        var file =
                """
                编号,商机名称,客户名称,负责人,金额,币种,销售阶段,创建时间
                A-1,太阳能灯具采购项目,上海光明灯具有限公司,李伟,48000,USD,成交,2025/3/2
                A-2,办公室照明改造,北京远洋贸易公司,王芳,1200,USD,opportunity,2025/3/12
                """
                        .getBytes(Charset.forName(written));
        var recognised = recognised(pipeline(), null, file);
        assertThat(recognised.getString("charset")).isEqualTo(found);
        assertThat(recognised.getString("fields.owner")).isEqualTo("负责人");
        assertThat(recognised.getString("columns[1].name")).isEqualTo("商机名称");
        assertThat(recognised.getList("dateFormats")).containsExactly("yyyy/M/d");
        assertThat(recognised.getList("stages.stage")).containsExactly("won", "opportunity");
    }

    @Test
    void aRussianFileOfBitrixIsReadInItsCharset() {
        var file =
                """
                "ID";"Стадия сделки";"Название сделки";"Сумма";"Валюта";"Компания";"Ответственный";"Дата создания"
                "7";"Новая";"Светильники для склада";"5000,00";"USD";"Северное сияние";"Анна Петрова";"02.03.2025 09:30:00"
                """
                        .getBytes(Charset.forName("windows-1251"));
        var recognised = recognised(pipeline(), null, file);
        assertThat(recognised.getString("preset")).isEqualTo("BITRIX24");
        assertThat(recognised.getString("charset")).isEqualTo("windows-1251");
        assertThat(recognised.getString("rows[0].owner")).isEqualTo("Анна Петрова");
        assertThat(recognised.getList("warnings.code", String.class)).contains("UNSURE_CHARSET");
    }

    @Test
    void whatIsNoTableOrNoCorrectionIsRefusedWithTheReason() {
        var pipeline = pipeline();
        assertThat(problem(pipeline, null, "text/csv", "")).isEqualTo("body");
        assertThat(problem("none", null, "text/csv", "a,b\n1,2\n")).isEqualTo("pipeline");
        assertThat(problem(pipeline, "{\"columns\":{\"moon\":\"a\"}}", "text/csv", "a,b\n1,2\n"))
                .isEqualTo("corrections");
        assertThat(problem(pipeline, "{\"separator\":\";;\"}", "text/csv", "a,b\n1,2\n"))
                .isEqualTo("corrections.separator");
        assertThat(problem(pipeline, "{\"columns\":{\"externalId\":\"c\"}}", "text/csv", "a,b\n1,2\n"))
                .isEqualTo("mapping");
        assertThat(problem(pipeline, null, "text/csv;charset=none", "a,b\n1,2\n"))
                .isEqualTo("Content-Type");
    }

    private static String problem(String pipeline, String corrections, String type, String body) {
        var request = csv(type).queryParam("pipeline", pipeline);
        return (corrections == null ? request : request.queryParam("corrections", corrections))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/imports/recognition")
                .then()
                .statusCode(422)
                .extract()
                .path("errors[0].field");
    }
}
