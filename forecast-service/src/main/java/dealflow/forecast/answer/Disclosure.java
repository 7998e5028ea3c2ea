package dealflow.forecast.answer;

import dealflow.forecast.answer.Suppression.Count;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Grouping;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.ComputationCache;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.load.Forked;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import dealflow.forecast.receipts.Instalment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Of which deals something may be said to be expected: a probability belongs to a population, never to one deal. What is too
 * small is withheld, and so is what would let it be worked out as a difference ({@link Suppression}, {@link Lookalikes}).
 */
public final class Disclosure {

    private final InformationSet known;
    private final Measure measure;
    private final int minimum;
    private final Suppression suppression;

    public Disclosure(InformationSet known, Measure measure, int minimum) {
        this.known = known;
        this.measure = measure;
        this.minimum = minimum;
        suppression = new Suppression(minimum);
    }

    /** @param decided how many deals of the pipeline the hazards rest on */
    private record Counts(Map<Scope.Labels, Count> byLabels, int decided) implements ComputationCache.Sized {

        private record Of(Measure measure) {}

        Counts plus(Counts more) {
            more.byLabels.forEach((labels, count) -> byLabels.merge(labels, count, Count::plus));
            return new Counts(byLabels, decided + more.decided);
        }

        @Override
        public long bytes() {
            return 200L * byLabels.size();
        }
    }

    /** Whether there are deals, but too few to be told of. */
    public boolean isSmall(int deals) {
        return suppression.isSmall(deals);
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
        if (suppression.isSmall(own.pending())) {
            return tooFew();
        }
        if (own.begun() < minimum) {
            return fewBegun();
        }
        return suppression.givesOthersAway(all, scope) || new Lookalikes(minimum, all).hasSimpler(scope)
                ? complement()
                : null;
    }

    /** The same of groups of a scope; those of which something may be said are not in it. */
    public Map<Grouping.Group, Notice> reasons(Scope scope, Grouping by) {
        return known.memo().of(new OfGroups(measure, minimum, scope, by), () -> found(scope, by));
    }

    private Map<Grouping.Group, Notice> found(Scope scope, Grouping by) {
        var whole = reason(scope);
        var hidden = whole == null ? suppression.hidden(counts().byLabels, scope, by) : Set.<Grouping.Group>of();
        var reasons = new HashMap<Grouping.Group, Notice>();
        var members = members(by);
        var wider = scope.without(by);
        var all = Suppression.pendingByLack(counts().byLabels, wider);
        var lookalikes = new Lookalikes(minimum, counts().byLabels);
        Suppression.groups(counts().byLabels, scope, by).forEach((group, count) -> {
            if (whole != null) {
                reasons.put(group, whole);
            } else if (suppression.isSmall(count.pending())) {
                reasons.put(group, tooFew());
            } else if (hidden.contains(group)
                    || suppression.givesOthersAway(members.get(group), wider)
                    || suppression.leavesFew(all, members.get(group), wider)
                    || lookalikes.hasSimpler(wider.with(by, group), by, members.get(group))) {
                reasons.put(group, complement());
            } else if (count.begun() < minimum) {
                reasons.put(group, fewBegun());
            }
        });
        return reasons;
    }

    /**
     * The same of kinds of deals that no filter asks for, such as those about one product in one unit.
     *
     * @param open the labels of all open deals of each kind, whatever the scope
     * @param begun how many deals of the scope have begun, of each kind
     */
    public <K> Map<K, Notice> reasons(Scope scope, Map<K, List<Scope.Labels>> open, Map<K, Integer> begun) {
        var whole = reason(scope);
        var counts = new HashMap<K, Map<Scope.Labels, Count>>();
        open.forEach((kind, deals) -> {
            var own = counts.computeIfAbsent(kind, any -> new HashMap<Scope.Labels, Count>());
            deals.forEach(labels -> own.merge(labels, new Count(1, 0), Count::plus));
        });
        var sizes = new HashMap<K, Integer>();
        counts.forEach((kind, own) -> sizes.put(kind, Suppression.pending(own, scope)));
        var hidden = suppression.hidden(sizes);
        var reasons = new HashMap<K, Notice>();
        counts.forEach((kind, own) -> {
            if (suppression.isSmall(sizes.get(kind))) {
                reasons.put(kind, tooFew());
            } else if (whole != null) {
                reasons.put(kind, whole);
            } else if (begun.getOrDefault(kind, 0) < minimum) {
                reasons.put(kind, fewBegun());
            } else if (hidden.contains(kind) || suppression.givesOthersAway(own, scope)) {
                reasons.put(kind, complement());
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
        var within = Suppression.pending(begun.within, scope);
        return suppression.isSmall(within)
                ? tooFew()
                : within > 0 && suppression.isSmall(Suppression.pending(begun.others, scope))
                                || suppression.givesOthersAway(begun.within, scope)
                        ? complement()
                        : null;
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
        for (var deal : Deadline.over(known.model().history().lives())) {
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
        for (var deal : Deadline.over(history.lives())) {
            if (history.open(deal)) {
                all.merge(deal.labels(), new Count(1, 0), Count::plus);
                parts.computeIfAbsent(part.apply(deal), any -> new HashMap<>())
                        .merge(deal.labels(), new Count(1, 0), Count::plus);
            }
        }
        var sizes = new HashMap<String, Integer>();
        parts.forEach((key, counts) -> sizes.put(key, Suppression.pending(counts, scope)));
        var hidden = suppression.hidden(sizes);
        var whole = Suppression.pendingByLack(all, scope);
        parts.forEach((key, counts) -> {
            if (sizes.get(key) > 0
                    && (suppression.givesOthersAway(counts, scope) || suppression.leavesFew(whole, counts, scope))) {
                hidden.add(key);
            }
        });
        return hidden;
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

    private Counts counts() {
        return known.memo().of(new Counts.Of(measure), () -> {
            var lives = known.model().history().lives();
            return Forked.many(lives, this::counts, Counts::plus);
        });
    }

    private Counts counts(List<DealHistory> lives) {
        var history = known.model().history();
        var counts = new HashMap<Scope.Labels, Count>();
        var decided = 0;
        for (var deal : Deadline.over(lives)) {
            var begun = deal.enteredDay() >= 0 && deal.enteredDay() < history.today();
            decided += begun && !history.open(deal) ? 1 : 0;
            counts.merge(deal.labels(), new Count(isPending(deal) ? 1 : 0, begun ? 1 : 0), Count::plus);
        }
        return new Counts(counts, decided);
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
