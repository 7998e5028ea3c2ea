package dealflow.client;

import dealflow.client.deals.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages that really come from the deal service (standardwebhooks.com). */
public final class Webhooks {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Why a message is not believed. */
    public static final class NotGenuineException extends Exception {

        private static final long serialVersionUID = 1L;

        private NotGenuineException(String message) {
            super(message);
        }
    }

    private Webhooks() {}

    /**
     * The event of a message that is signed with the secret and not older than five minutes.
     *
     * @param header gets a header by its name, in whatever case, or null: {@code request::getHeader}
     * @param body as it came, byte for byte
     * @param secrets {@code whsec_…}, or several while you change from one to another
     */
    public static CloudEvent verify(UnaryOperator<String> header, byte[] body, String... secrets)
            throws NotGenuineException {
        return verify(Clock.systemUTC(), header, body, secrets);
    }

    static CloudEvent verify(Clock clock, UnaryOperator<String> header, byte[] body, String... secrets)
            throws NotGenuineException {
        var id = given(header, "webhook-id");
        var timestamp = given(header, "webhook-timestamp");
        var signatures = given(header, "webhook-signature");
        if (!timestamp.matches("[0-9]{1,12}")) {
            throw new NotGenuineException("webhook-timestamp is no time");
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw new NotGenuineException("The message is too old, or one of the clocks is wrong");
        }
        var start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        // While a secret changes there are several signatures, in versions of which only the first is known.
        var genuine = Arrays.stream(secrets)
                .map(secret -> ("v1," + signature(secret, start, body)).getBytes(StandardCharsets.UTF_8))
                .anyMatch(right -> Arrays.stream(signatures.split(" "))
                        // In constant time: what a wrong one has in common with the right one cannot be measured.
                        .anyMatch(each -> MessageDigest.isEqual(right, each.getBytes(StandardCharsets.UTF_8))));
        if (!genuine) {
            throw new NotGenuineException("No signature is of this secret");
        }
        try {
            return Json.MAPPER.readValue(body, CloudEvent.class);
        } catch (IOException e) {
            throw new NotGenuineException("The body is no event: " + e.getMessage());
        }
    }

    private static String given(UnaryOperator<String> header, String name) throws NotGenuineException {
        var value = header.apply(name);
        if (value == null || value.isEmpty()) {
            throw new NotGenuineException(name + " is missing");
        }
        return value;
    }

    private static String signature(String secret, byte[] start, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            mac.update(start);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The secret is not in the form that it was handed over in, whsec_…", e);
        }
    }
}
