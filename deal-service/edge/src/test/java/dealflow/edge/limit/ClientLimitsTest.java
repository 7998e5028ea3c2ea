package dealflow.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

    private final ClientLimits limits = new ClientLimits(new Config());

    @Test
    void aClientMaySendItsBurstAndThenWaits() {
        for (var i = 0; i < 5; i++) {
            assertThat(limits.count("ann").pause()).isZero();
        }
        assertThat(limits.count("ann").pause()).as("seconds to wait").isEqualTo(1);
        assertThat(limits.count("bob").pause()).as("another client").isZero();
        assertThat(limits.count("bob").header()).startsWith("\"requests\";r=3;t=");
    }

    @Test
    void aClientHasABoundedNumberOfRequestsUnderWay() {
        assertThat(limits.begin("ann")).isTrue();
        assertThat(limits.begin("ann")).isTrue();
        assertThat(limits.begin("ann")).isFalse();
        assertThat(limits.begin("bob")).isTrue();
        limits.end("ann");
        assertThat(limits.begin("ann")).isTrue();
    }

    @Test
    void anAddressMayBeRefusedOnlySoOften() {
        for (var i = 0; i < 3; i++) {
            assertThat(limits.refusedTooOften("192.0.2.1")).isFalse();
            limits.countRefusal("192.0.2.1");
        }
        assertThat(limits.refusedTooOften("192.0.2.1")).isTrue();
        assertThat(limits.refusedTooOften("192.0.2.2")).isFalse();
    }

    @Test
    void anAddressIsTheOneThatOurOutermostProxySaw() {
        assertThat(ClientAddress.seenByProxy("198.51.100.7", 1)).isEqualTo("198.51.100.7");
        assertThat(ClientAddress.seenByProxy("192.0.2.1, 198.51.100.7", 1))
                .as("what stands before it is the client's own word")
                .isEqualTo("198.51.100.7");
        assertThat(ClientAddress.seenByProxy("192.0.2.1,198.51.100.7, 10.0.0.3", 2))
                .isEqualTo("198.51.100.7");
        assertThat(ClientAddress.seenByProxy("198.51.100.7", 2)).isEqualTo("198.51.100.7");
    }

    private record Config() implements LimitsConfig {

        @Override
        public int proxies() {
            return 1;
        }

        @Override
        public long requestsPerSecond() {
            return 1;
        }

        @Override
        public long burst() {
            return 5;
        }

        @Override
        public int concurrentRequests() {
            return 2;
        }

        @Override
        public long refusedPerMinute() {
            return 3;
        }

        @Override
        public Duration bodyTime() {
            return Duration.ofSeconds(1);
        }

        @Override
        public long uploadRate() {
            return 0;
        }

        @Override
        public Duration uploadTime() {
            return Duration.ZERO;
        }

        @Override
        public long body() {
            return 1;
        }

        @Override
        public int jsonDepth() {
            return 1;
        }

        @Override
        public int jsonText() {
            return 1;
        }

        @Override
        public long jsonTokens() {
            return 1;
        }

        @Override
        public String queryTime() {
            return "1s";
        }
    }
}
