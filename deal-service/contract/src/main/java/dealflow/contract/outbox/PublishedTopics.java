package dealflow.contract.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Where rows of an outbox go. Creates the topics where operations have not: a wrong number of partitions could not be mended later. */
public final class PublishedTopics {

    private final Map<String, Object> kafka;
    private final List<PublishedTopic> topics;
    private final Map<String, String> names;
    private final boolean create;
    private final Optional<Short> replicationFactor;
    private boolean done;

    /**
     * @param create false where topics are made by others, and the service may not
     * @param replicationFactor how many brokers keep each message; the broker's default where it is empty
     */
    public PublishedTopics(
            Map<String, Object> kafka, List<PublishedTopic> topics, boolean create, Optional<Short> replicationFactor) {
        this.kafka = kafka;
        this.topics = topics;
        this.names = topics.stream().collect(Collectors.toMap(PublishedTopic::aggregateType, PublishedTopic::name));
        this.create = create;
        this.replicationFactor = replicationFactor;
    }

    Map<String, Object> kafka() {
        return kafka;
    }

    /** By what rows say that they are about. */
    Map<String, String> names() {
        return names;
    }

    void ensure() throws InterruptedException, ExecutionException {
        if (done || !create) {
            return;
        }
        try (var admin = Admin.create(kafka)) {
            for (var topic : topics) {
                create(
                        admin,
                        new NewTopic(topic.name(), Optional.of(topic.partitions()), replicationFactor)
                                .configs(topic.settings()));
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
