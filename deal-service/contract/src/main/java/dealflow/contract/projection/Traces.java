package dealflow.contract.projection;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Continues the traces that a batch's messages carry: one span for each, from the batch's begin to its commit. */
final class Traces {

    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public String get(Headers headers, String name) {
            var header = headers == null ? null : headers.lastHeader(name);
            return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    };

    private final List<Span> spans = new ArrayList<>();

    static Traces begin(Iterable<ConsumerRecord<String, byte[]>> messages) {
        var traces = new Traces();
        for (var message : messages) {
            var context = W3CTraceContextPropagator.getInstance().extract(Context.root(), message.headers(), HEADERS);
            if (Span.fromContext(context).getSpanContext().isSampled()) {
                traces.spans.add(GlobalOpenTelemetry.getTracer("dealflow.contract")
                        .spanBuilder("process " + message.topic())
                        .setSpanKind(SpanKind.CONSUMER)
                        .setParent(context)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "process")
                        .setAttribute("messaging.destination.name", message.topic())
                        .setAttribute("messaging.destination.partition.id", String.valueOf(message.partition()))
                        .setAttribute("messaging.kafka.offset", message.offset())
                        .startSpan());
            }
        }
        return traces;
    }

    void end() {
        spans.forEach(Span::end);
    }

    void fail(Throwable problem) {
        spans.forEach(
                span -> span.setStatus(StatusCode.ERROR, problem.toString()).end());
    }
}
