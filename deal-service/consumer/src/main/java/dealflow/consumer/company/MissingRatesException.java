package dealflow.consumer.company;

import dealflow.consumer.company.Conversions.Wanted;
import java.util.List;

/** Pipelines whose amounts cannot be converted, since a rate is not known. */
public final class MissingRatesException extends RuntimeException {

    private final transient List<Wanted> missing;
    private final String base;

    MissingRatesException(String base, List<Wanted> missing) {
        super(sentence(missing.get(0), base)
                + (missing.size() == 1 ? "" : "; %d more are missing".formatted(missing.size() - 1)));
        this.missing = List.copyOf(missing);
        this.base = base;
    }

    private static String sentence(Wanted missing, String base) {
        return "no exchange rate from %s to %s is known for %s, as the pipeline %s needs: add it with PUT /exchange-rates/%1$s/%2$s/{date} of the deal service"
                .formatted(missing.currency(), base, missing.on(), missing.pipeline());
    }

    /** What a problem says of each. */
    record Missing(String kind, String key, String message) {}

    List<Missing> each() {
        return missing.stream()
                .map(rate -> new Missing(
                        "EXCHANGE_RATE", rate.currency() + "/" + base + "/" + rate.on(), sentence(rate, base)))
                .toList();
    }
}
