package dealflow.edge.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the JDK's own decoder, which is strict. */
class Utf8BodyTest {

    /** Where characters of two, three and four bytes begin and end, and their neighbours. */
    private static final int[] EDGES = {
        'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF
    };

    @Test
    void takesWhatTheDecoderTakes() {
        var random = new Random(7);
        var taken = 0;
        for (var round = 0; round < 200_000; round++) {
            var bytes = new byte[random.nextInt(6)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            // Of a character that is cut off at the end, the JSON parser tells.
            var whole = Arrays.copyOf(bytes, bytes.length + 1);
            whole[bytes.length] = '}';
            var decoded = decoded(whole);
            taken += decoded ? 1 : 0;
            assertThat(read(whole, random)).as(Arrays.toString(whole)).isEqualTo(decoded);
        }
        assertThat(taken).isGreaterThan(10_000);
    }

    @Test
    void saysWhichByte() {
        // An A in two bytes.
        var body = new Utf8Body(new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xC1, (byte) 0x81, '"', '}'}));
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOf(RefusedBodyException.class)
                .hasMessage("The body must be UTF-8: byte 3 is of no character");
    }

    private static boolean decoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean read(byte[] bytes, Random random) {
        try (var body = new Utf8Body(new ByteArrayInputStream(bytes))) {
            var buffer = new byte[1 + random.nextInt(4)];
            for (var read = 0; read >= 0; ) {
                read = random.nextBoolean() ? body.read() : body.read(buffer);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
