package dealflow.deal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is kept of an answer can be shown to anybody who looks after the webhook. */
class AnswerTextTest {

    private static String of(String body) {
        return AnswerText.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsOneLineOfAtMostFiveHundredCharacters() {
        assertThat(of("")).isNull();
        assertThat(of(" \n\u0000 ")).isNull();
        assertThat(of("{\"error\":\n\t\"库存不足\"}\n")).isEqualTo("{\"error\":  \"库存不足\"}");
        assertThat(of("灯".repeat(600))).isEqualTo("灯".repeat(500));
    }

    @Test
    void nothingInItIsObeyed() {
        assertThat(of("a\u001b[2Jb\u202ec\u2028d\u200be")).isEqualTo("a [2Jb c d e");
        assertThat(AnswerText.of(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff}))
                .isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void aSignatureOrASecretThatIsSentBackIsLeftOut() {
        var signature = "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=";
        assertThat(of("got " + signature + " " + signature + ".")).isEqualTo("got (left out) (left out).");
        assertThat(of("my key is whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isEqualTo("my key is (left out)");
        assertThat(of("x".repeat(490) + signature)).doesNotContain("K5oZ");
    }
}
