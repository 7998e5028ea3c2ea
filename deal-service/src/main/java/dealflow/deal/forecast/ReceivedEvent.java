package dealflow.deal.forecast;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dealflow.contract.event.Topics;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.json.ContractJson;
import dealflow.contract.json.UnreadableEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event of the forecast as it came.
 *
 * @param type its wire name; also one that a later version of the contract has added
 * @param payload the JSON as it was sent
 */
record ReceivedEvent(ForecastEvent event, String type, String payload) {

    /** Nothing may stand behind it: it is handed on as a part of other JSON. */
    private static final ObjectReader WHOLE =
            ContractJson.reader(new TypeReference<JsonNode>() {}).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws UnreadableEventException if it is none */
    static ReceivedEvent of(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader(Topics.TYPE_HEADER);
        if (header == null || message.value() == null) {
            throw new UnreadableEventException("without a type or a value", null);
        }
        var type = new String(header.value(), StandardCharsets.UTF_8);
        var event = ContractJson.readForecast(ForecastEventType.of(type).orElse(null), message.value());
        try {
            WHOLE.readValue(message.value());
        } catch (IOException e) {
            throw new UnreadableEventException("not one event and no more", e);
        }
        return new ReceivedEvent(event, type, new String(message.value(), StandardCharsets.UTF_8));
    }

    /** Whose call or target it tells of; nobody's for one of all. */
    List<String> owners() {
        return named(
                event.call() == null ? null : event.call().owner(),
                event.target() == null ? null : event.target().owner());
    }

    List<String> teams() {
        return named(
                event.call() == null ? null : event.call().team(),
                event.target() == null ? null : event.target().team());
    }

    private static List<String> named(String... names) {
        return Stream.of(names).filter(Objects::nonNull).toList();
    }
}
