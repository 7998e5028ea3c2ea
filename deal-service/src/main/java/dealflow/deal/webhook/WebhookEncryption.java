package dealflow.deal.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Encrypts the webhooks' secrets for the database (AES-256-GCM, bound to the webhook's id), so that a dump of it lets nobody
 * sign. The first key encrypts, all of them decrypt: a new one is put in front, and the old one stays until each secret was
 * rotated. What is stored: the key's number (4 bytes), the nonce (12), then cipher text and tag.
 */
@Singleton
class WebhookEncryption {

    private static final Logger LOG = Logger.getLogger(WebhookEncryption.class);
    private static final int PLAIN = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();

    @Inject
    WebhookEncryption(WebhooksConfig config) {
        this(config.keys().orElse(List.of()));
    }

    WebhookEncryption(List<String> inBase64) {
        for (var text : inBase64) {
            var key = Base64.getDecoder().decode(text.trim());
            if (key.length != PLAIN) {
                throw new IllegalStateException("each of dealflow.webhooks.keys has to be 32 bytes in base64");
            }
            keys.put(number(key), new SecretKeySpec(key, "AES"));
        }
        if (keys.isEmpty()) {
            LOG.warn("The secrets of webhooks are not encrypted in the database: set DEALFLOW_WEBHOOKS_KEYS");
        }
    }

    byte[] seal(UUID webhook, WebhookSecret secret) {
        if (keys.isEmpty()) {
            return secret.key();
        }
        var first = keys.entrySet().iterator().next();
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = apply(Cipher.ENCRYPT_MODE, first.getValue(), nonce, webhook, secret.key());
        return ByteBuffer.allocate(Integer.BYTES + NONCE + sealed.length)
                .putInt(first.getKey())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Also what was stored before there were keys. */
    WebhookSecret open(UUID webhook, byte[] stored) {
        if (stored.length == PLAIN) {
            return new WebhookSecret(stored);
        }
        var buffer = ByteBuffer.wrap(stored);
        var key = keys.get(buffer.getInt());
        if (key == null) {
            throw new IllegalStateException(
                    "The key that encrypted the secret of webhook %s is not in dealflow.webhooks.keys"
                            .formatted(webhook));
        }
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        var sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new WebhookSecret(apply(Cipher.DECRYPT_MODE, key, nonce, webhook, sealed));
    }

    private static byte[] apply(int mode, SecretKeySpec key, byte[] nonce, UUID webhook, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of webhook %s does not fit its key".formatted(webhook), e);
        }
    }

    /** Tells keys apart, and nothing about them. */
    private static int number(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
