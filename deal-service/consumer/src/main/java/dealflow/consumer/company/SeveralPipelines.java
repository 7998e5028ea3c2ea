package dealflow.consumer.company;

import dealflow.contract.pipeline.Pipeline;
import dealflow.edge.query.InvalidParameterException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which pipelines a question about a company is about, and in which currency it is answered. */
public final class SeveralPipelines {

    public static final int MOST = 20;

    private SeveralPipelines() {}

    /**
     * Those that are asked about, by key.
     *
     * @param keys null or empty for all that are known
     * @throws InvalidParameterException if one is not known, or there are too many
     */
    public static List<Pipeline> of(List<String> keys, Collection<Pipeline> known) {
        var byKey = known.stream().collect(Collectors.toMap(Pipeline::key, Function.identity()));
        var asked = keys == null || keys.isEmpty() ? byKey.keySet() : new TreeSet<>(keys);
        for (var key : asked) {
            if (!byKey.containsKey(key)) {
                throw new InvalidParameterException("pipeline", "'%s' is not known here".formatted(key));
            }
        }
        if (asked.isEmpty()) {
            throw new InvalidParameterException("pipeline", "there is none yet");
        }
        if (asked.size() > MOST) {
            throw new InvalidParameterException(
                    "pipeline", "name at most %d of them: these are %d".formatted(MOST, asked.size()));
        }
        return asked.stream()
                .map(byKey::get)
                .sorted(Comparator.comparing(Pipeline::key))
                .toList();
    }

    /**
     * The currency that is asked for; without one, that of all of them.
     *
     * @throws InvalidParameterException if it is none, or they have several
     */
    public static String currency(String asked, List<Pipeline> pipelines) {
        if (asked == null) {
            var own = pipelines.stream().map(Pipeline::currency).collect(Collectors.toCollection(TreeSet::new));
            if (own.size() > 1) {
                throw new InvalidParameterException(
                        "currency", "is needed, such as %s: the pipelines have %s".formatted(own.first(), own));
            }
            return own.first();
        }
        try {
            return Currency.getInstance(asked).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("currency", "must be an ISO 4217 code such as EUR");
        }
    }
}
