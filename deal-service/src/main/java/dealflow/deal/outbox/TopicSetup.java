package dealflow.deal.outbox;

import dealflow.contract.event.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the contract's topics where operations have not: a wrong number of partitions could not be mended later. */
@ApplicationScoped
class TopicSetup {

    private static final int DEAL_PARTITIONS = 12;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /** How many brokers keep each message; the broker's default where it is not set. */
    @ConfigProperty(name = "dealflow.topics.replication-factor")
    Optional<Short> replicationFactor;

    /** False where topics are made by others, and this service may not. */
    @ConfigProperty(name = "dealflow.topics.create", defaultValue = "true")
    boolean create;

    private boolean done;

    void ensure() throws InterruptedException, ExecutionException {
        if (done || !create) {
            return;
        }
        try (var admin = Admin.create(kafka)) {
            create(
                    admin,
                    new NewTopic(Topics.DEALS, Optional.of(DEAL_PARTITIONS), replicationFactor)
                            .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete")));
            for (var topic : List.of(Topics.PIPELINES, Topics.FIELDS, Topics.TEAMS, Topics.EXCHANGE_RATES)) {
                create(
                        admin,
                        new NewTopic(topic, Optional.of(1), replicationFactor)
                                .configs(Map.of("cleanup.policy", "compact")));
            }
        }
        done = true;
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
