package dealflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.client.Webhooks.NotGenuineException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    /** The standard's own example. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final long SENT = 1614265330;
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";

    private final Map<String, String> headers = new HashMap<>(Map.of(
            "webhook-id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp",
            String.valueOf(SENT),
            "webhook-signature",
            SIGNATURE));

    @Test
    void aGenuineMessageIsBelieved() throws Exception {
        verify(0, BODY, SECRET);
        verify(300, BODY, SECRET);
        verify(-300, BODY, SECRET);
    }

    @Test
    void whileASecretChangesOneOfBothIsEnough() throws Exception {
        verify(0, BODY, OTHER, SECRET);
        headers.put("webhook-signature", "v1,AAAA v2,BBBB " + SIGNATURE);
        verify(0, BODY, SECRET);
    }

    @Test
    void anOldMessageIsNotBelievedNorOneFromTheFuture() {
        refused(301, BODY, "too old", SECRET);
        refused(-301, BODY, "too old", SECRET);
    }

    @Test
    void aForgedMessageIsNotBelieved() {
        refused(0, BODY + " ", "No signature", SECRET);
        refused(0, BODY, "No signature", OTHER);
        refused(0, BODY, "No signature");
        forged("webhook-id", "msg_other", "No signature");
        forged("webhook-timestamp", String.valueOf(SENT + 1), "No signature");
        forged("webhook-signature", SIGNATURE.replace("v1,", "v2,"), "No signature");
        forged("webhook-signature", "v1,***", "No signature");
        forged("webhook-timestamp", "now", "is no time");
        forged("webhook-signature", "", "webhook-signature is missing");
    }

    @Test
    void aSecretThatIsNoneIsTold() {
        assertThatThrownBy(() -> verify(0, BODY, "whsec_")).hasMessageContaining("whsec_…");
        assertThatThrownBy(() -> verify(0, BODY, "a secret")).hasMessageContaining("whsec_…");
    }

    private void forged(String name, String value, String because) {
        var genuine = headers.put(name, value);
        refused(0, BODY, because, SECRET);
        headers.put(name, genuine);
    }

    private void refused(long late, String body, String because, String... secrets) {
        assertThatThrownBy(() -> verify(late, body, secrets))
                .isInstanceOf(NotGenuineException.class)
                .hasMessageContaining(because);
    }

    private void verify(long late, String body, String... secrets) throws NotGenuineException {
        var clock = Clock.fixed(Instant.ofEpochSecond(SENT + late), ZoneOffset.UTC);
        assertThat(Webhooks.verify(clock, headers::get, body.getBytes(StandardCharsets.UTF_8), secrets))
                .isNotNull();
    }
}
