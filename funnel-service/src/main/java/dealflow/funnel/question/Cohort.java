package dealflow.funnel.question;

import dealflow.funnel.history.DealColumns;
import dealflow.funnel.history.DealPath;
import dealflow.funnel.history.Grouping;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.rollup.CohortSums;
import dealflow.funnel.rollup.ColumnStore;
import dealflow.funnel.rollup.CompiledFilter;
import dealflow.funnel.rollup.FollowUp;
import dealflow.funnel.rollup.GroupSums;
import dealflow.funnel.rollup.Member;
import java.util.function.IntConsumer;

/**
 * The deals whose first entry into the funnel lies in a window, and how far they have come by a moment. A skipped stage
 * counts as reached, a stage entered twice counts once, and lost deals stay in every denominator they have reached.
 */
public final class Cohort {

    private final Image image;
    private final Question question;
    private final CompiledFilter compiled;

    public Cohort(Question question) {
        this.image = question.image();
        this.question = question;
        this.compiled = question.compiledFilter();
    }

    /** All of it in one. */
    public CohortSums sums() {
        var sums = new CohortSums(image.stages());
        for (var store : image.stores()) {
            var columns = store.columns();
            var from = columns.firstFrom(question.fromMicros());
            var to = Math.max(from, columns.firstFrom(question.endMicros()));
            var each = new Each(store, into(sums));
            var chosen = store.rollups() == null ? null : store.rollups().choose(compiled);
            if (chosen == null) {
                each.all(from, to);
                continue;
            }
            var open = limited(columns, from, to);
            for (var rollup : chosen.rollups()) {
                if (from < open) {
                    rollup.addAll(store.rollups().within(rollup, question.withinMicros()), sums, store, from, open);
                }
                rollup.add(sums, store, open, to, question.asOfMicros());
            }
            chosen.others().forEach(deals -> store.eachBetween(deals, from, to, each));
        }
        return sums;
    }

    /** Where those of the deals from one to another begin whose time within which what happens counts is not over yet. */
    private int limited(DealColumns columns, int from, int to) {
        if (question.within() == null) {
            return from;
        }
        var over = columns.firstFrom(question.asOfMicros() - question.withinMicros() + 1);
        return Math.max(from, Math.min(over, to));
    }

    public void each(Member member) {
        for (var store : image.stores()) {
            var columns = store.columns();
            new Each(store, member)
                    .all(columns.firstFrom(question.fromMicros()), columns.firstFrom(question.endMicros()));
        }
    }

    /** Told of each deal of the cohort with its whole way. */
    public interface Follower {

        /** @param dealPath how far it had come by {@code until}; good for this deal only */
        void is(DealColumns columns, int deal, int segment, DealPath dealPath, long until);
    }

    public void eachFate(Follower follower) {
        var dealPath = new DealPath(image.stages());
        each((columns, deal, state, segment, until) -> {
            dealPath.follow(columns.states, deal, until);
            follower.is(columns, deal, segment, dealPath, until);
        });
    }

    /** All of it by value, in sums that are told apart by it too. */
    public void byValue(Grouping by, GroupSums sums) {
        for (var store : image.stores()) {
            var columns = store.columns();
            var from = columns.firstFrom(question.fromMicros());
            var to = Math.max(from, columns.firstFrom(question.endMicros()));
            var each = new Each(store, sums);
            var chosen = store.rollups() == null ? null : store.rollups().choose(compiled);
            if (chosen == null) {
                each.all(from, to);
                continue;
            }
            var asOf = question.asOfMicros();
            var open = limited(columns, from, to);
            for (var rollup : chosen.rollups()) {
                if (from < open) {
                    store.rollups()
                            .groups(rollup, by, question.withinMicros())
                            .add(sums, store, rollup, from, open, asOf, each);
                }
                store.rollups().groups(rollup, by, FollowUp.NO_LIMIT).add(sums, store, rollup, open, to, asOf, each);
            }
            chosen.others().forEach(deals -> store.eachBetween(deals, from, to, each));
        }
    }

    private static Member into(CohortSums sums) {
        return (columns, deal, state, segment, until) -> {
            if (state == columns.last(deal) && columns.status[deal] != DealPath.OPEN) {
                sums.add(columns, deal, 1);
            } else {
                sums.add(columns, deal, state, until, 1);
            }
        };
    }

    /** Goes through deals one by one. */
    private final class Each implements IntConsumer {

        private final ColumnStore store;
        private final DealColumns columns;
        private final Member member;
        private final long asOf = question.asOfMicros();
        private final long within = question.withinMicros();

        private Each(ColumnStore store, Member member) {
            this.store = store;
            this.columns = store.columns();
            this.member = member;
        }

        private void all(int from, int to) {
            store.each(from, to, compiled, this);
        }

        @Override
        public void accept(int deal) {
            // By subtraction: an entry in the far future plus a long time would overflow.
            var until = within < asOf - columns.entry[deal] ? columns.entry[deal] + within : asOf;
            if (columns.lastAt[deal] <= until) {
                if (compiled.test(columns.segment[deal], columns.amount[deal])) {
                    member.is(columns, deal, columns.last(deal), columns.segment[deal], until);
                }
                return;
            }
            var last = columns.lastBy(deal, asOf);
            var segment = columns.states.segment[last];
            if (compiled.test(segment, columns.states.amount[last])) {
                member.is(columns, deal, until == asOf ? last : columns.lastBy(deal, until), segment, until);
            }
        }
    }
}
