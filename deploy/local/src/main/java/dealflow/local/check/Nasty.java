package dealflow.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What clients send by mistake, and on purpose. */
final class Nasty {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** So that half a character stays one, and does not become a question mark in UTF-8. */
    private static final ObjectMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "50",
            "500",
            "501",
            "99999999999999999999",
            "1e400",
            "NaN",
            "true",
            "null",
            "a",
            "won",
            "lost",
            "week",
            "month",
            "quarter",
            "owner",
            "team",
            "USD",
            "XXX",
            "2026-01-01",
            "2026-02-30",
            "9999-12-31",
            "-999999999-01-01",
            "2026-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "0001-01-01",
            "0001-01-01T00:00:00Z",
            "1677-09-21T00:12:43Z",
            "1899-12-31T23:59:59.999999999Z",
            "2200-12-31",
            "2262-04-11T23:47:17Z",
            "2026-01-01T00:00:00+18:00",
            "20260105",
            "P30D",
            "PT-1S",
            "P999999999999D",
            "bookings",
            "cohort",
            "period",
            "00000000-0000-0000-0000-000000000000",
            "'; DROP TABLE deal; --",
            "%",
            "_",
            "\\",
            "\"",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "\u0000",
            "\u0001\n\r",
            "\u202e",
            "\u2066a\u202eb\u2069",
            "\u200b",
            "\ufeff",
            "\ud800",
            "a\udc00b",
            "\udc00\ud800",
            "\uff1d\uff0b\uff0d\uff20",
            "\uff12\uff10\uff12\uff16-\uff10\uff11-\uff10\uff11",
            "1E-999999999",
            "\ud83d\ude00",
            "\u4e2d\u6587",
            "x".repeat(300),
            "{{7*7}}",
            "[]",
            "{}",
            "OPEN",
            "LEAD",
            "latest",
            "-");

    private static final List<String> DAYS = List.of(
            "1900-01-01",
            "1999-12-31",
            "2025-01-01",
            "2026-01-01",
            "2026-02-01",
            "2026-07-01",
            "2035-12-31",
            "2199-12-31");

    private final Random random;

    Nasty(Random random) {
        this.random = random;
    }

    boolean rarely() {
        return random.nextInt(10) == 0;
    }

    boolean often() {
        return random.nextInt(10) < 4;
    }

    <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    String text() {
        return random.nextInt(15) == 0 ? time() : one(TEXTS);
    }

    /** Any that Java knows: most are some hundred million years away. */
    private String time() {
        var bits = random.nextInt(56);
        return Instant.ofEpochSecond(Math.max(
                        Instant.MIN.getEpochSecond(),
                        Math.min(Instant.MAX.getEpochSecond(), random.nextLong() >> bits)))
                .toString();
    }

    /** A day that is in bounds: two of them are a window of centuries, of nothing, or one that ends before it begins. */
    String day() {
        return one(DAYS);
    }

    /** A body as it is, or without its length, or byte after byte as well. */
    BodyPublisher sent(String body) {
        if (!rarely()) {
            return BodyPublishers.ofString(body);
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var slow = rarely();
        return BodyPublishers.ofInputStream(() -> slow ? new Slow(bytes) : new ByteArrayInputStream(bytes));
    }

    /** Two seconds for all of it, or less. */
    private static final class Slow extends ByteArrayInputStream {

        private static final int PIECES = 100;
        private final int piece;

        Slow(byte[] bytes) {
            super(bytes);
            this.piece = bytes.length / PIECES + 1;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.read(into, offset, Math.min(length, piece));
        }
    }

    /** Of a path: not empty, and no dots, which clients resolve by themselves. */
    String segment() {
        var text = text();
        return text.isBlank() || text.contains("..") || text.contains("\u0000") ? "x" : text;
    }

    String spoilt(String json) {
        if (rarely()) {
            return json;
        }
        if (rarely()) {
            return json.substring(0, random.nextInt(json.length() + 1));
        }
        try {
            var tree = JSON.readTree(json.lines().findFirst().orElse("{}"));
            for (var times = 1 + random.nextInt(2); times > 0; times--) {
                spoil(tree);
            }
            return (random.nextBoolean() ? JSON : ESCAPED).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            return text();
        }
    }

    private void spoil(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = one(names);
            if (object.get(name).isContainerNode() && !object.get(name).isEmpty() && random.nextInt(3) > 0) {
                spoil(object.get(name));
                return;
            }
            switch (random.nextInt(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(text(), value());
                default -> object.set(name, value());
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            if (random.nextBoolean() && array.get(0).isContainerNode()) {
                spoil(array.get(0));
            } else {
                array.set(random.nextInt(array.size()), value());
            }
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(11)) {
            case 10 -> NODES.numberNode(20260105);
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(new BigDecimal("1e308"));
            case 4 -> NODES.arrayNode().add(text());
            case 5 -> NODES.objectNode().put("x", text());
            case 6 -> NODES.numberNode(-0.5);
            default -> NODES.textNode(text());
        };
    }
}
