package dealflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void countsFromItsBase() {
        var ports = new Ports(Ports.DEFAULT_BASE);

        assertThat(ports.api(1)).isEqualTo(8081);
        assertThat(ports.management(3)).isEqualTo(9083);
        assertThat(ports.kafka()).isEqualTo(9092);
    }

    @Test
    void namesTheOneThatAnotherProgramHolds() throws IOException {
        var ports = Ports.free();
        try (var other = new ServerSocket(ports.api(2), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ports.taken()).containsOnlyKeys(other.getLocalPort()).containsValue("funnel-service");
            assertThat(new PortsTakenException(ports.taken()))
                    .hasMessageContaining("%d (funnel-service)", other.getLocalPort())
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void refusesABaseThatLeavesNoRoom() {
        assertThatThrownBy(() -> new Ports(80)).hasMessageContaining("from 1024 to");
        assertThatThrownBy(() -> new Ports(65_000)).hasMessageContaining("from 1024 to");
    }
}
