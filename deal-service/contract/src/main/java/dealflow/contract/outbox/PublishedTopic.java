package dealflow.contract.outbox;

import java.util.Map;

/**
 * A topic that an outbox is published to.
 *
 * @param aggregateType what rows of the outbox say that belong there
 * @param settings of the topic, where it is not there yet
 */
public record PublishedTopic(String aggregateType, String name, int partitions, Map<String, String> settings) {

    public PublishedTopic {
        settings = Map.copyOf(settings);
    }
}
