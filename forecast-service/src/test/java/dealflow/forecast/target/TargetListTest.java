package dealflow.forecast.target;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dealflow.forecast.TestEvents;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many targets as may be set at once can be sent, as they are written and as they are answered. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class TargetListTest {

    private static final int MOST = 10_000;

    @BeforeAll
    static void publish() {
        TestEvents.define("aimed");
    }

    @BeforeEach
    void isKnown() {
        TestEvents.areKnown("aimed");
    }

    @Test
    void tenThousandArePutAndTheirAnswerIsPutAgain() {
        var answer = put("{\"items\":[%s]}".formatted(items(MOST)));
        answer.then().statusCode(200).body("items", hasSize(MOST));
        var again = "{\"items\":%s}".formatted(answer.asString().replaceFirst("(?s)^.*?\"items\":(\\[.*?]).*$", "$1"));
        assertThat(again.getBytes(StandardCharsets.UTF_8))
                .as("more than other bodies may have")
                .hasSizeGreaterThan(1 << 20);
        put(again).then().statusCode(200).body("items", hasSize(MOST));
    }

    @Test
    void oneMoreIsRefused() {
        put("{\"items\":[%s]}".formatted(items(MOST + 1)))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("items"));
        put("{\"items\":[%s],\"further\":[{\"period\":\"2026\",\"won\":3}]}".formatted(items(MOST)))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("further"));
    }

    @Test
    void tenThousandWithAllTheirFieldsAreReadToo() {
        var further = IntStream.range(0, MOST)
                .mapToObj(i ->
                        ("{\"measure\":\"bookings\",\"period\":\"2026-Q1\",\"team\":null,\"owner\":\"person.%d@example.com\","
                                        + "\"product\":\"lamps\",\"source\":null,\"region\":null,\"field\":null,"
                                        + "\"amount\":{\"amount\":\"15000.00\",\"currency\":\"EUR\"},\"won\":null,\"entered\":null}")
                                .formatted(i))
                .collect(Collectors.joining(","));
        put("{\"items\":[],\"further\":[%s]}".formatted(further))
                .then()
                .statusCode(200)
                .body("further", hasSize(MOST));
    }

    private static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        ("{\"measure\":\"bookings\",\"period\":\"2026-Q1\",\"team\":\"north\",\"owner\":\"person.%d@example.com\","
                                        + "\"amount\":{\"amount\":\"15000.00\",\"currency\":\"EUR\"}}")
                                .formatted(i))
                .collect(Collectors.joining(","));
    }

    private static Response put(String body) {
        return given().auth()
                .oauth2(BackingServices.token("mei", "sales-ops"))
                .contentType("application/json")
                .body(body)
                .put("/targets/aimed");
    }
}
