package dealflow.deal.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dealflow.contract.event.CloudEvents;
import dealflow.contract.event.DealEvent;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event of the outbox as the feed and webhooks show it: a CloudEvent 1.0 in the JSON format. Kafka's messages carry the
 * same attributes in their headers and {@code data} as their value.
 *
 * @param id the same wherever and however often the event is seen; of the forecast, on Kafka without {@code forecasts/}
 * @param source the service that tells it
 * @param subject the deal's id, or the pipeline's or the field's key; of the forecast, {@code forecasts/} and the pipeline's
 * @param data the contract's JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"})
public record CloudEvent(
        String specversion,
        String id,
        String source,
        @Schema(ref = "EventType") String type,
        String subject,
        Instant time,
        String datacontenttype,
        @JsonRawValue
                @Schema(
                        type = SchemaType.OBJECT,
                        anyOf = {
                            DealEvent.class,
                            Pipeline.class,
                            FieldDefinition.class,
                            TeamDefinition.class,
                            ExchangeRateOfDay.class,
                            ForecastEvent.class
                        })
                String data) {

    static final String SOURCE = "/dealflow/deal-service";

    /** What the subject and so the id of an event of the forecast begin with: on Kafka they are a pipeline's, as its definitions' are. */
    public static final String FORECASTS = "forecasts/";

    private static final String FORECAST_SOURCE = "/dealflow/forecast-service";

    public static CloudEvent of(String subject, long version, String type, Instant time, String data) {
        return of(SOURCE, subject, version, type, time, data);
    }

    /** One of the forecast service. */
    public static CloudEvent ofForecast(String pipeline, long sequence, String type, Instant time, String data) {
        return of(FORECAST_SOURCE, FORECASTS + pipeline, sequence, type, time, data);
    }

    private static CloudEvent of(String source, String subject, long version, String type, Instant time, String data) {
        return new CloudEvent(
                CloudEvents.SPEC_VERSION,
                id(subject, version),
                source,
                type,
                subject,
                time,
                CloudEvents.CONTENT_TYPE,
                data);
    }

    public static String id(String subject, long version) {
        return CloudEvents.id(subject, version);
    }
}
