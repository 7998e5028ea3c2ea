package dealflow.deal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    /** The vector that the reference libraries of Standard Webhooks test their "sign" with (standard-webhooks/libraries). */
    @Test
    void signsAsTheReferenceLibrariesDo() {
        var secret = WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isHandedOverAsTextAndIsNeverTheSame() {
        var secret = WebhookSecret.random();
        assertThat(WebhookSecret.of(secret.text()).key())
                .isEqualTo(secret.key())
                .hasSize(32);
        assertThat(WebhookSecret.random().text()).startsWith("whsec_").isNotEqualTo(secret.text());
    }
}
