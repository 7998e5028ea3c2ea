package dealflow.forecast;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.ContractJson;
import dealflow.contract.MilestoneReached;
import dealflow.contract.PaymentTerm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the numbers in {@link Track}s stand for. Grows with the distinct values, not with the deals. */
final class Codes {

    final Dictionary<String> pipelines = new Dictionary<>();
    final Dictionary<String> stages = new Dictionary<>();
    final Dictionary<Scope.Labels> labels = new Dictionary<>();
    final Dictionary<String> customers = new Dictionary<>();
    final Dictionary<List<PaymentTerm>> terms = new Dictionary<>();
    final Dictionary<List<MilestoneReached>> milestones = new Dictionary<>();

    private static final TypeReference<List<PaymentTerm>> TERMS = new TypeReference<>() {};
    private static final TypeReference<List<MilestoneReached>> MILESTONES = new TypeReference<>() {};

    /** Few of many rows differ, so what was read once is not read again. */
    private final Map<String, Integer> termsRead = new HashMap<>();

    private final Map<String, Integer> milestonesRead = new HashMap<>();

    int termsOf(String json) {
        return termsRead.computeIfAbsent(json == null ? "[]" : json, text -> terms.number(read(text, TERMS)));
    }

    int milestonesOf(String json) {
        return milestonesRead.computeIfAbsent(
                json == null ? "[]" : json, text -> milestones.number(read(text, MILESTONES)));
    }

    private static <T> List<T> read(String json, TypeReference<List<T>> type) {
        try {
            return ContractJson.reader(type).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
