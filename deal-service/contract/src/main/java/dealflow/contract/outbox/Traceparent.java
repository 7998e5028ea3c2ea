package dealflow.contract.outbox;

import io.opentelemetry.api.trace.Span;

/** The trace of what is being done now, to be continued by whoever reads the event (W3C Trace Context, section 3.2). */
public final class Traceparent {

    private Traceparent() {}

    /** Null where nothing is traced. */
    public static String current() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex())
                : null;
    }
}
