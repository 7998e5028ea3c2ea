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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

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

        @Override
        public long bytes() {
            return 200L * byLabels.size();
        }
    }

    private record OfScope(Measure measure, int minimum, Scope scope) {}

    private record OfGroups(Measure measure, int minimum, Scope scope, Grouping by) {}

    /** Why nothing is said to be expected of a scope; null where it may be. */
    public Notice reason(Scope scope) {
        return known.memo()
                .of(new OfScope(measure, minimum, scope), () -> Optional.ofNullable(found(scope)))
                .orElse(null);
    }

    private Notice found(Scope scope) {
        if (counts().decided < minimum) {
            return new Notice(
                    NoticeCode.FEW_DECIDED,
                    "not enough history: %d deals of the pipeline have been decided, %d are wanted"
                            .formatted(counts().decided, minimum),
                    NoticeValues.ofCount(counts().decided, minimum));
        }
        var all = counts().byLabels;
        var own = all.entrySet().stream()
                .filter(entry -> scope.includes(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new Count(0, 0), Count::plus);
        if (isSmall(own.pending)) {
            return tooFew();
        }
        if (own.begun < minimum) {
            return fewBegun();
        }
        return givesOthersAway(all, scope) ? complement() : null;
    }

    /** The same of groups of a scope; those of which something may be said are not in it. */
    public Map<Grouping.Group, Notice> reasons(Scope scope, Grouping by) {
        return known.memo().of(new OfGroups(measure, minimum, scope, by), () -> found(scope, by));
    }

    private Map<Grouping.Group, Notice> found(Scope scope, Grouping by) {
        var whole = reason(scope);
        var hidden = whole == null ? hidden(counts().byLabels, scope, by) : Set.<Grouping.Group>of();
        var reasons = new HashMap<Grouping.Group, Notice>();
        var members = members(by);
        var wider = scope.without(by);
        var all = pendingByLack(counts().byLabels, wider);
        groups(counts().byLabels, scope, by).forEach((group, count) -> {
            if (whole != null) {
                reasons.put(group, whole);
            } else if (isSmall(count.pending)) {
                reasons.put(group, tooFew());
            } else if (hidden.contains(group)
                    || givesOthersAway(members.get(group), wider)
                    || hasSmall(difference(all, pendingByLack(members.get(group), wider)))) {
                reasons.put(group, complement());
            } else if (count.begun < minimum) {
                reasons.put(group, fewBegun());
            }
        });
        return reasons;
    }

    /** The labels of each group, whatever the scope. */
    private Map<Grouping.Group, Map<Scope.Labels, Count>> members(Grouping by) {
        var members = new HashMap<Grouping.Group, Map<Scope.Labels, Count>>();
        counts().byLabels.forEach((labels, count) -> by.all(labels)
                .forEach(group ->
                        members.computeIfAbsent(group, any -> new HashMap<>()).put(labels, count)));
        return members;
    }

    /** The same of the deals of a scope that have begun in a window. */
    public Notice reason(Scope scope, Entries entries) {
        var whole = reason(scope);
        if (whole != null) {
            return whole;
        }
        var begun = known.memo().of(new Begun.Of(measure, entries), () -> begun(entries));
        var within = pending(begun.within, scope);
        return isSmall(within)
                ? tooFew()
                : within > 0 && isSmall(pending(begun.others, scope)) || givesOthersAway(begun.within, scope)
                        ? complement()
                        : null;
    }

    private static int pending(Map<Scope.Labels, Count> counts, Scope scope) {
        return counts.entrySet().stream()
                .filter(entry -> scope.includes(entry.getKey()))
                .mapToInt(entry -> entry.getValue().pending)
                .sum();
    }

    /** What is pending of the deals that have begun in a window, and of all others. */
    private record Begun(Map<Scope.Labels, Count> within, Map<Scope.Labels, Count> others)
            implements ComputationCache.Sized {

        private record Of(Measure measure, Entries entries) {}

        @Override
        public long bytes() {
            return 200L * (within.size() + others.size());
        }
    }

    private Begun begun(Entries entries) {
        var from = (int) entries.from().toEpochDay();
        var to = (int) entries.to().toEpochDay();
        var begun = new Begun(new HashMap<>(), new HashMap<>());
        for (var deal : known.model().history().lives()) {
            Deadline.check();
            if (isPending(deal)) {
                var counts = deal.enteredDay() >= from && deal.enteredDay() < to ? begun.within : begun.others;
                counts.merge(deal.labels(), new Count(1, 0), Count::plus);
            }
        }
        return begun;
    }

    private record OfParts(Measure measure, int minimum, Scope scope, Enum<?> division) {}

    /**
     * Which parts of the open deals of a scope are too small, or would give such away, also beside what is said of the same part of
     * wider scopes.
     *
     * @param part of a deal that is open; null is one, too
     */
    public Set<String> hiddenParts(Scope scope, Enum<?> division, Function<DealHistory, String> part) {
        return known.memo().of(new OfParts(measure, minimum, scope, division), () -> foundParts(scope, part));
    }

    private Set<String> foundParts(Scope scope, Function<DealHistory, String> part) {
        var history = known.model().history();
        var all = new HashMap<Scope.Labels, Count>();
        var parts = new HashMap<String, Map<Scope.Labels, Count>>();
        for (var deal : history.lives()) {
            Deadline.check();
            if (history.open(deal)) {
                all.merge(deal.labels(), new Count(1, 0), Count::plus);
                parts.computeIfAbsent(part.apply(deal), any -> new HashMap<>())
                        .merge(deal.labels(), new Count(1, 0), Count::plus);
            }
        }
        var sizes = new HashMap<String, Integer>();
        parts.forEach((key, counts) -> sizes.put(key, pending(counts, scope)));
        var hidden = hidden(sizes);
        var whole = pendingByLack(all, scope);
        parts.forEach((key, counts) -> {
            if (sizes.get(key) > 0
                    && (givesOthersAway(counts, scope) || hasSmall(difference(whole, pendingByLack(counts, scope))))) {
                hidden.add(key);
            }
        });
        return hidden;
    }

    /** Whether few deals could be worked out from what is said of a scope, of wider ones and of others beside it. */
    private boolean givesOthersAway(Map<Scope.Labels, Count> counts, Scope scope) {
        var others = pendingByLack(counts, scope);
        others[0] = 0;
        return hasSmall(others)
                || scope.asked().keySet().stream().anyMatch(by -> {
                    var hidden = hidden(counts, scope.without(by), by);
                    return !hidden.isEmpty()
                            && counts.keySet().stream()
                                    .anyMatch(labels -> scope.includes(labels)
                                            && by.all(labels).stream().anyMatch(hidden::contains));
                });
    }

    /**
     * How many are pending by what they lack of a scope: the first number is of those that lack nothing. Each is a sum and difference of
     * what is said of scopes that ask for a part of it.
     */
    private static int[] pendingByLack(Map<Scope.Labels, Count> counts, Scope scope) {
        var asked = List.copyOf(scope.asked().entrySet());
        var pending = new int[1 << asked.size()];
        counts.forEach((labels, count) -> {
            var lacks = 0;
            for (var i = 0; i < asked.size(); i++) {
                lacks |= asked.get(i).getKey().hasAny(labels, asked.get(i).getValue()) ? 0 : 1 << i;
            }
            pending[lacks] += count.pending;
        });
        return pending;
    }

    private static int[] difference(int[] all, int[] some) {
        return IntStream.range(0, all.length).map(i -> all[i] - some[i]).toArray();
    }

    private boolean hasSmall(int[] sizes) {
        return Arrays.stream(sizes).anyMatch(this::isSmall);
    }

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

    private Set<Grouping.Group> hidden(Map<Scope.Labels, Count> counts, Scope scope, Grouping by) {
        var sizes = new LinkedHashMap<Grouping.Group, Integer>();
        groups(counts, scope, by).forEach((group, count) -> sizes.put(group, count.pending));
        var hidden = hidden(sizes);
        // Groups that overlap give away what they have in common, and what they have not.
        var exact = new HashMap<Grouping.Group, Integer>();
        counts.forEach((labels, count) -> {
            if (scope.includes(labels)) {
                exact.merge(by.of(labels), count.pending, Integer::sum);
            }
        });
        counts.forEach((labels, count) -> {
            if (scope.includes(labels) && isSmall(exact.get(by.of(labels)))) {
                hidden.addAll(by.all(labels));
            }
        });
        return hidden;
    }

    private static Map<Grouping.Group, Count> groups(Map<Scope.Labels, Count> counts, Scope scope, Grouping by) {
        var groups = new HashMap<Grouping.Group, Count>();
        counts.forEach((labels, count) -> {
            if (scope.includes(labels)) {
                by.all(labels).forEach(group -> groups.merge(group, count, Count::plus));
            }
        });
        return groups;
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
