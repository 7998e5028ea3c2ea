package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    @BeforeEach
    void collect() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build());
    }

    @AfterEach
    void reset() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void aSampledMessageGetsASpanOfItsTrace() {
        Traces.begin(List.of(message("01"))).end();

        var span = exported.getFinishedSpanItems().get(0);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getName()).isEqualTo("process dealflow.deals.v1");
    }

    @Test
    void aMessageThatIsNotSampledOrHasNoTraceGetsNone() {
        Traces.begin(List.of(message("00"), message(null))).end();

        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aBatchThatFailsIsSeenInItsTraces() {
        Traces.begin(List.of(message("01"))).fail(new IllegalStateException("away"));

        assertThat(exported.getFinishedSpanItems().get(0).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    private static ConsumerRecord<String, byte[]> message(String flags) {
        var message = new ConsumerRecord<>("dealflow.deals.v1", 3, 17L, "key", new byte[0]);
        if (flags != null) {
            var value = "00-%s-%s-%s".formatted(TRACE, PARENT, flags);
            message.headers().add("traceparent", value.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }
}
