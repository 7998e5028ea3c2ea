package dealflow.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Root;
import dealflow.local.process.DidNotStartException;
import dealflow.local.stack.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTest {

    private static final Path LIB = Root.path().resolve("deploy/local/target/lib");

    @TempDir
    Path directory;

    @Test
    void remembersItsTopicsWhenItIsKilledAndStartedOnOtherPorts() throws Exception {
        try (var folder = DataFolder.open(directory)) {
            var first = Kafka.in(LIB, folder, Ports.free().kafka(), Ports.free().kafkaController());
            first.start();
            try (var admin = admin(first)) {
                admin.createTopics(List.of(new NewTopic("deals", 1, (short) 1)))
                        .all()
                        .get();
            } finally {
                first.kill();
            }

            try (var second =
                    Kafka.in(LIB, folder, Ports.free().kafka(), Ports.free().kafkaController())) {
                second.start();
                try (var admin = admin(second)) {
                    assertThat(admin.listTopics().names().get()).contains("deals");
                }
            }
        }
    }

    @Test
    void saysWhatItsLogSaysWhenItCannotStart() {
        try (var folder = DataFolder.open(directory)) {
            var nothing = directory.resolve("no-jars-here");

            assertThatThrownBy(() -> Kafka.in(
                                    nothing,
                                    folder,
                                    Ports.free().kafka(),
                                    Ports.free().kafkaController())
                            .start())
                    .isInstanceOf(DidNotStartException.class)
                    .hasMessageContaining("StorageTool");
        }
    }

    private static Admin admin(Kafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
