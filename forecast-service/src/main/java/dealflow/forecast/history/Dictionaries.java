package dealflow.forecast.history;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.Bounds;
import dealflow.contract.json.ContractJson;
import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.PaymentTerm;
import dealflow.contract.projection.DimensionFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the numbers in {@link PackedHistory}s stand for. Grows with the distinct values, not with the deals. */
final class Dictionaries {

    final Dictionary<String> pipelines = new Dictionary<>();
    final Dictionary<String> stages = new Dictionary<>();
    final Dictionary<Scope.Labels> labels = new Dictionary<>();
    final Dictionary<String> customers = new Dictionary<>();
    final Dictionary<List<PaymentTerm>> terms = new Dictionary<>();
    final Dictionary<List<MilestoneReached>> milestones = new Dictionary<>();

    /** The company's own fields by which the labels tell deals apart. */
    final DimensionFields ownFields;

    Dictionaries() {
        this(DimensionFields.NONE);
    }

    Dictionaries(DimensionFields ownFields) {
        this.ownFields = ownFields;
    }

    private static final TypeReference<List<PaymentTerm>> TERMS = new TypeReference<>() {};
    private static final TypeReference<List<Quantity>> QUANTITIES = new TypeReference<>() {};
    private static final TypeReference<List<MilestoneReached>> MILESTONES = new TypeReference<>() {};

    /** Few of many rows differ, so what was read once is not read again. */
    private final Map<String, Integer> termsRead = new ConcurrentHashMap<>();

    private final Map<String, Integer> milestonesRead = new ConcurrentHashMap<>();
    private final Map<Quantity.Counted, Quantity.Counted> counted = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> termsHashes = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> milestonesHashes = new ConcurrentHashMap<>();

    int termsOf(String json) {
        return termsRead.computeIfAbsent(json == null ? "[]" : json, text -> terms.number(terms(text)));
    }

    private static List<PaymentTerm> terms(String json) {
        var terms = read(json, TERMS);
        if (!terms.stream().allMatch(Bounds::hold)) {
            throw new IllegalStateException("out of bounds: payment_terms");
        }
        return terms;
    }

    int milestonesOf(String json) {
        return milestonesRead.computeIfAbsent(json == null ? "[]" : json, text -> milestones.number(milestones(text)));
    }

    private static List<MilestoneReached> milestones(String json) {
        var milestones = read(json, MILESTONES);
        if (!milestones.stream().allMatch(milestone -> Bounds.hold(milestone.reachedOn()))) {
            throw new IllegalStateException("out of bounds: milestones");
        }
        return milestones;
    }

    /** The same for the same terms and milestones in every process. */
    int billingHash(int terms, int milestones) {
        return 31 * hash(termsHashes, terms, this.terms) + hash(milestonesHashes, milestones, this.milestones);
    }

    private static int hash(Map<Integer, Integer> known, int number, Dictionary<?> values) {
        return known.computeIfAbsent(number, key -> values.value(key).toString().hashCode());
    }

    /** What is counted is the same object in all deals. */
    List<Quantity> quantities(String json) {
        return read(json, QUANTITIES).stream()
                .map(quantity -> new Quantity(counted.computeIfAbsent(quantity.of(), of -> of), quantity.amount()))
                .toList();
    }

    private static <T> List<T> read(String json, TypeReference<List<T>> type) {
        try {
            return ContractJson.reader(type).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
