package dealflow.forecast.answer;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.receipts.Instalment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which deals something may be said to be expected: a probability belongs to a population, never to one deal. What is too
 * small is withheld, and so is what would let it be worked out as a difference (primary and complementary suppression, Hundepool
 * et al., Statistical Disclosure Control, 2012).
 */
public final class Disclosure {

    private final InformationSet known;
    private final Measure measure;
    private final int minimum;

    Disclosure(InformationSet known, Measure measure, int minimum) {
        this.known = known;
        this.measure = measure;
        this.minimum = minimum;
    }

    /** How many deals with the same labels are pending, and how many have begun. */
    private record Count(int pending, int begun) {
        private Count plus(Count other) {
            return new Count(pending + other.pending, begun + other.begun);
        }
    }

    /** @param decided how many deals of the pipeline the hazards rest on */
    private record Counts(Map<Scope.Labels, Count> byLabels, int decided) implements ComputationCache.Sized {

        private record Of(Measure measure) {}

        private record Groups(Measure measure, Scope scope, Grouping by) {}

        @Override
        public long bytes() {
            return 200L * byLabels.size();
        }
    }

    /** Why nothing is said to be expected of a scope; null where it may be. */
    public Notice reason(Scope scope) {
        if (counts().decided < minimum) {
            return new Notice(
                    NoticeCode.FEW_DECIDED,
                    "not enough history: %d deals of the pipeline have been decided, %d are wanted"
                            .formatted(counts().decided, minimum),
                    NoticeValues.ofCount(counts().decided, minimum));
        }
        var own = counts().byLabels.entrySet().stream()
                .filter(entry -> scope.includes(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new Count(0, 0), Count::plus);
        if (isSmall(own.pending)) {
            return tooFew();
        }
        if (own.begun < minimum) {
            return fewBegun();
        }
        for (var by : Grouping.values()) {
            var parent = scope.without(by);
            if (!parent.equals(scope) && hidden(parent, by).stream().anyMatch(group -> has(scope, by, group))) {
                return complement();
            }
        }
        return null;
    }

    /** The same of groups of a scope; those of which something may be said are not in it. */
    public Map<Grouping.Group, Notice> reasons(Scope scope, Grouping by) {
        var whole = reason(scope);
        var hidden = whole == null ? hidden(scope, by) : Set.<Grouping.Group>of();
        var reasons = new HashMap<Grouping.Group, Notice>();
        groups(scope, by).forEach((group, count) -> {
            if (whole != null) {
                reasons.put(group, whole);
            } else if (isSmall(count.pending)) {
                reasons.put(group, tooFew());
            } else if (hidden.contains(group)) {
                reasons.put(group, complement());
            } else if (count.begun < minimum) {
                reasons.put(group, fewBegun());
            }
        });
        return reasons;
    }

    /** The same of the deals of a scope that have begun in a window. */
    public Notice reason(Scope scope, Entries entries) {
        var whole = reason(scope);
        if (whole != null) {
            return whole;
        }
        var from = (int) entries.from().toEpochDay();
        var to = (int) entries.to().toEpochDay();
        var own = known.memo().of(new OfCohort(measure, scope, entries), () -> {
            var sum = new int[2];
            for (var deal : known.model().history().lives()) {
                Deadline.check();
                if (scope.includes(deal.labels()) && isPending(deal)) {
                    sum[deal.enteredDay() >= from && deal.enteredDay() < to ? 0 : 1]++;
                }
            }
            return sum;
        });
        return isSmall(own[0]) ? tooFew() : own[0] > 0 && isSmall(own[1]) ? complement() : null;
    }

    private record OfCohort(Measure measure, Scope scope, Entries entries) {}

    /**
     * Which parts of a whole are too small, or would give such a one away.
     *
     * @param sizes how many deals are in each part
     */
    public <K> Set<K> hidden(Map<K, Integer> sizes) {
        var hidden = new HashSet<K>();
        var sum = 0;
        var others = new ArrayList<K>();
        for (var entry : sizes.entrySet()) {
            if (isSmall(entry.getValue())) {
                hidden.add(entry.getKey());
                sum += entry.getValue();
            } else if (entry.getValue() > 0) {
                others.add(entry.getKey());
            }
        }
        if (!hidden.isEmpty()) {
            others.sort(Comparator.comparing(sizes::get));
            for (var i = 0; i < others.size() && (sum < minimum || hidden.size() < 2); i++) {
                hidden.add(others.get(i));
                sum += sizes.get(others.get(i));
            }
        }
        return hidden;
    }

    /** Whether there are deals, but so few that what is said of them would be said of single ones. */
    public boolean isSmall(int deals) {
        return deals > 0 && deals < minimum;
    }

    private Notice tooFew() {
        return measure == Measure.RECEIPTS
                ? few(NoticeCode.FEW_OPEN_OR_OWING, "fewer than %d deals are open or owe")
                : few(NoticeCode.FEW_OPEN, "fewer than %d open deals");
    }

    private Notice fewBegun() {
        return few(NoticeCode.FEW_BEGUN, "fewer than %d deals have begun here");
    }

    private Notice complement() {
        return few(
                NoticeCode.OTHERS_WOULD_FOLLOW,
                "with this, what is expected of fewer than %d others could be worked out");
    }

    private Notice few(NoticeCode code, String message) {
        return new Notice(code, message.formatted(minimum), NoticeValues.ofMinimum(minimum));
    }

    private Set<Grouping.Group> hidden(Scope scope, Grouping by) {
        var sizes = new LinkedHashMap<Grouping.Group, Integer>();
        groups(scope, by).forEach((group, count) -> sizes.put(group, count.pending));
        var hidden = hidden(sizes);
        if (by == Grouping.PRODUCT && known.productsOverlap()) {
            // Groups that overlap give away what they have in common, and what they have not.
            var exact = new HashMap<Grouping.Group, Count>();
            var all = new HashMap<Grouping.Group, List<Grouping.Group>>();
            counts().byLabels.forEach((labels, count) -> {
                if (scope.includes(labels)) {
                    exact.merge(by.of(labels), count, Count::plus);
                    all.put(by.of(labels), by.all(labels));
                }
            });
            exact.forEach((mix, count) -> {
                if (isSmall(count.pending)) {
                    hidden.addAll(all.get(mix));
                }
            });
        }
        return hidden;
    }

    private boolean has(Scope scope, Grouping by, Grouping.Group group) {
        return counts().byLabels.keySet().stream()
                .anyMatch(labels -> scope.includes(labels) && by.all(labels).contains(group));
    }

    private Map<Grouping.Group, Count> groups(Scope scope, Grouping by) {
        return known.memo().of(new Counts.Groups(measure, scope, by), () -> {
            var groups = new HashMap<Grouping.Group, Count>();
            counts().byLabels.forEach((labels, count) -> {
                if (scope.includes(labels)) {
                    by.all(labels).forEach(group -> groups.merge(group, count, Count::plus));
                }
            });
            return groups;
        });
    }

    private Counts counts() {
        return known.memo().of(new Counts.Of(measure), () -> {
            var history = known.model().history();
            var counts = new HashMap<Scope.Labels, Count>();
            var decided = 0;
            for (var deal : history.lives()) {
                Deadline.check();
                var begun = deal.enteredDay() >= 0 && deal.enteredDay() < history.today();
                decided += begun && !history.open(deal) ? 1 : 0;
                counts.merge(deal.labels(), new Count(isPending(deal) ? 1 : 0, begun ? 1 : 0), Count::plus);
            }
            return new Counts(counts, decided);
        });
    }

    /** Whether something is to come of a deal that is there. */
    private boolean isPending(DealHistory deal) {
        var history = known.model().history();
        return history.open(deal) || measure == Measure.RECEIPTS && history.won(deal) && isOwed(deal);
    }

    private boolean isOwed(DealHistory deal) {
        var amount = known.model().estimates().amounts().of(deal);
        var paymentRecord = deal.paymentRecord().before(known.model().history().settledBefore());
        return !Instalment.isPaid(amount, paymentRecord)
                && Instalment.of(amount, paymentRecord).stream().anyMatch(instalment -> instalment.unpaid() > 0);
    }
}
