package dealflow.contract.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dealflow.contract.event.DealEvent;
import dealflow.contract.event.EventType;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.ForecastEventType;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The contract's JSON, written exactly and read tolerantly: fields that a later version adds are ignored. */
public final class ContractJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(String.class, new TextWriter()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();
    private static final ObjectReader EVENTS = MAPPER.readerFor(DealEvent.class);
    private static final ObjectReader PIPELINES = MAPPER.readerFor(Pipeline.class);
    private static final ObjectReader FIELDS = MAPPER.readerFor(FieldDefinition.class);
    private static final ObjectReader TEAMS = MAPPER.readerFor(TeamDefinition.class);
    private static final ObjectReader EXCHANGE_RATES = MAPPER.readerFor(ExchangeRateOfDay.class);
    private static final ObjectReader FORECASTS = MAPPER.readerFor(ForecastEvent.class);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private ContractJson() {}

    /**
     * Reads the value of a message.
     *
     * @throws UnreadableEventException if it is not the JSON of an event, lacks what every event has, or has what none has:
     *     a time outside of 1900 to 2200, or an amount that no sum survives
     */
    public static DealEvent readEvent(EventType type, byte[] value) {
        DealEvent event;
        if (value == null) {
            throw new UnreadableEventException("no value", null);
        }
        try {
            event = EVENTS.readValue(value);
        } catch (IOException e) {
            throw new UnreadableEventException("not a deal event: " + firstLine(e), e);
        }
        if (event == null || event.dealId() == null || event.sequence() < 1 || event.occurredAt() == null) {
            throw new UnreadableEventException("dealId, sequence and occurredAt are required", null);
        }
        if (event.deal() == null && type != EventType.DELETED) {
            throw new UnreadableEventException("deal is required", null);
        }
        Bounds.check(event);
        return event.as(type);
    }

    /** Reads a pipeline's definition, with the errors of {@link #readEvent}. */
    public static Pipeline readPipeline(byte[] value) {
        try {
            Pipeline pipeline = PIPELINES.readValue(value);
            if (pipeline == null || pipeline.key() == null || pipeline.stages() == null || pipeline.won() == null) {
                throw new UnreadableEventException("key, stages and won are required", null);
            }
            return pipeline;
        } catch (IOException e) {
            throw new UnreadableEventException("not a pipeline: " + firstLine(e), e);
        }
    }

    /** Reads the definition of a company's own field, with the errors of {@link #readEvent}. */
    public static FieldDefinition readField(byte[] value) {
        try {
            FieldDefinition field = FIELDS.readValue(value);
            if (field == null || field.key() == null || field.type() == null) {
                throw new UnreadableEventException("key and type are required", null);
            }
            return field;
        } catch (IOException e) {
            throw new UnreadableEventException("not a field: " + firstLine(e), e);
        }
    }

    /** Reads the definition of a team, with the errors of {@link #readEvent}. */
    public static TeamDefinition readTeam(byte[] value) {
        try {
            TeamDefinition team = TEAMS.readValue(value);
            if (team == null || team.key() == null || team.states().stream().anyMatch(state -> state.from() == null)) {
                throw new UnreadableEventException("key, and from of each state, are required", null);
            }
            return team;
        } catch (IOException e) {
            throw new UnreadableEventException("not a team: " + firstLine(e), e);
        }
    }

    /** Reads an exchange rate, with the errors of {@link #readEvent}. */
    public static ExchangeRateOfDay readExchangeRate(byte[] value) {
        try {
            ExchangeRateOfDay rate = EXCHANGE_RATES.readValue(value);
            if (rate == null
                    || rate.currency() == null
                    || rate.base() == null
                    || rate.validFrom() == null
                    || rate.rate() == null
                    || rate.rate().signum() <= 0) {
                throw new UnreadableEventException("currency, base, validFrom and a rate above 0 are required", null);
            }
            return rate;
        } catch (IOException e) {
            throw new UnreadableEventException("not an exchange rate: " + firstLine(e), e);
        }
    }

    /** Reads an event about a forecast, with the errors of {@link #readEvent}. */
    public static ForecastEvent readForecast(ForecastEventType type, byte[] value) {
        try {
            ForecastEvent event = FORECASTS.readValue(value);
            if (event == null || event.pipeline() == null || event.sequence() < 1 || event.occurredAt() == null) {
                throw new UnreadableEventException("pipeline, sequence and occurredAt are required", null);
            }
            if (!Bounds.hold(event.occurredAt())) {
                throw new UnreadableEventException("occurredAt is out of bounds", null);
            }
            return event.as(type);
        } catch (IOException e) {
            throw new UnreadableEventException("not an event about a forecast: " + firstLine(e), e);
        }
    }

    /** Writes an event, a definition or a rate. */
    public static byte[] write(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A reader of any other part of the contract. */
    public static ObjectReader reader(TypeReference<?> type) {
        return MAPPER.readerFor(type);
    }

    /** A part of the contract as a tree, for what depends on its fields' names. */
    public static ObjectNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    /** A list of parts of the contract as a tree. */
    public static ArrayNode tree(List<? extends Record> values) {
        return MAPPER.valueToTree(values);
    }

    private static String firstLine(IOException e) {
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage().lines().findFirst().orElse("")
                : e.getMessage();
    }
}
