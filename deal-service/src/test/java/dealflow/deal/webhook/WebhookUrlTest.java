package dealflow.deal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.deal.refusal.InvalidFieldException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing is sent into the network that the service stands in. */
class WebhookUrlTest {

    @Test
    void privateSpecialAndMappedAddressesAreNotPublic() throws UnknownHostException {
        for (var address : List.of(
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2001:db8::1",
                "2001::1",
                "2002:7f00:1::",
                "::127.0.0.1")) {
            assertThat(PublicAddress.is(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
        for (var address : List.of(
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1",
                "2a00:1450:4001::1")) {
            assertThat(PublicAddress.is(InetAddress.getByName(address)))
                    .as(address)
                    .isTrue();
        }
    }

    @Test
    void aPrivateAddressIsRefusedHoweverItIsWritten() {
        for (var url : List.of("https://127.1/hook", "https://2130706433/hook", "https://0x7f000001/hook")) {
            assertThatThrownBy(
                            () -> WebhookUrl.checked(url, WebhookReach.PUBLIC).address(WebhookReach.PUBLIC))
                    .as(url)
                    .isNotNull();
        }
        for (var host : List.of("127.0.0.1", "[::1]", "[::ffff:169.254.169.254]", "10.0.0.1")) {
            var text = "https://%s/hook".formatted(host);
            assertThatThrownBy(() -> WebhookUrl.checked(text, WebhookReach.PUBLIC))
                    .as(host)
                    .isInstanceOf(InvalidFieldException.class);
        }
        assertThatThrownBy(() -> WebhookUrl.checked("https://localhost/hook", WebhookReach.PUBLIC))
                .isInstanceOf(InvalidFieldException.class);
        // Another name is refused when it is looked up.
        var name = WebhookUrl.checked("https://localhost./hook", WebhookReach.PUBLIC);
        assertThatThrownBy(() -> name.address(WebhookReach.PUBLIC)).isInstanceOf(UnknownHostException.class);
        assertThat(WebhookUrl.checked("https://8.8.8.8/hook", WebhookReach.PUBLIC)
                        .port())
                .isEqualTo(443);
    }

    @Test
    void thisMachinesOwnIsReachedWhereThatIsAllowedAndNothingElseThatIsPrivate() throws UnknownHostException {
        var reach = WebhookReach.LOOPBACK;
        for (var url : List.of("http://localhost:9000/hook", "http://127.0.0.1:9000/hook", "https://[::1]/hook")) {
            assertThat(WebhookUrl.checked(url, reach).address(reach).isLoopbackAddress())
                    .as(url)
                    .isTrue();
        }
        for (var url : List.of(
                "http://8.8.8.8/hook", "http://10.0.0.1/hook", "https://10.0.0.1/hook", "http://example.com/")) {
            assertThatThrownBy(() -> WebhookUrl.checked(url, reach)).as(url).isInstanceOf(InvalidFieldException.class);
        }
    }

    @Test
    void onlyHttpsWithoutUserAndFragment() {
        for (var url : List.of(
                "http://example.com/hook",
                "ftp://example.com",
                "file:///etc/passwd",
                "https://user:word@example.com",
                "https://example.com/#x",
                "https:///hook",
                "https://example.com:99999/hook",
                "https://example.com:0/hook",
                "not a url",
                "")) {
            assertThatThrownBy(() -> WebhookUrl.checked(url, WebhookReach.PUBLIC))
                    .as(url)
                    .isInstanceOf(InvalidFieldException.class);
        }
        assertThat(WebhookUrl.checked("https://example.com:8443/a?b=c", WebhookReach.PUBLIC)
                        .pathAndQuery())
                .isEqualTo("/a?b=c");
    }

    @Test
    void pausesGrowStayWithinTheirBoundsAndHeedTheEndpoint() {
        var pause = new WebhookBackoff(Duration.ofSeconds(5), Duration.ofHours(1));
        var chance = new Random(1);
        for (var failures = 1; failures < 100; failures++) {
            var full = Duration.ofSeconds((long) Math.min(3600, 5 * Math.pow(2, failures - 1)));
            assertThat(pause.after(failures, null, chance)).isBetween(full.dividedBy(2), full);
        }
        assertThat(pause.after(1, Duration.ofMinutes(3), chance)).isEqualTo(Duration.ofMinutes(3));
        assertThat(pause.after(1, Duration.ofDays(3), chance)).isEqualTo(Duration.ofHours(1));
    }
}
