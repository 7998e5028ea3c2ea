package dealflow.deal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A webhook's secret, as the database has it. */
class WebhookEncryptionTest {

    private static final UUID WEBHOOK = new UUID(1, 2);

    private final WebhookSecret secret = WebhookSecret.random();
    private final String old = key(1);

    private static String key(int fill) {
        var key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void isNotWhatIsStoredAndNeverStoredTheSameTwice() {
        var encryption = new WebhookEncryption(List.of(old));
        var stored = encryption.seal(WEBHOOK, secret);
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret.key(), java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(encryption.seal(WEBHOOK, secret)).isNotEqualTo(stored);
        assertThat(encryption.open(WEBHOOK, stored).key()).isEqualTo(secret.key());
    }

    @Test
    void isReadWithTheKeyBeforeWhileThatIsStillThere() {
        var stored = new WebhookEncryption(List.of(old)).seal(WEBHOOK, secret);
        assertThat(new WebhookEncryption(List.of(key(2), old))
                        .open(WEBHOOK, stored)
                        .key())
                .isEqualTo(secret.key());
        assertThatThrownBy(() -> new WebhookEncryption(List.of(key(2))).open(WEBHOOK, stored))
                .hasMessageContaining("dealflow.webhooks.keys");
    }

    @Test
    void belongsToItsWebhookAndIsWhole() {
        var encryption = new WebhookEncryption(List.of(old));
        var stored = encryption.seal(WEBHOOK, secret);
        assertThatThrownBy(() -> encryption.open(new UUID(1, 3), stored)).isInstanceOf(IllegalStateException.class);
        stored[stored.length - 1] ^= 1;
        assertThatThrownBy(() -> encryption.open(WEBHOOK, stored)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fromBeforeThereWereKeysIsStillRead() {
        assertThat(new WebhookEncryption(List.of(old))
                        .open(WEBHOOK, secret.key())
                        .key())
                .isEqualTo(secret.key());
    }
}
