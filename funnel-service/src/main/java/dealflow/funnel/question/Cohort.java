package dealflow.funnel.question;

import dealflow.funnel.history.Dimension;
import dealflow.funnel.history.Fate;
import dealflow.funnel.history.Lives;
import dealflow.funnel.ledger.Image;
import dealflow.funnel.rollup.CohortSums;
import dealflow.funnel.rollup.GroupSums;
import dealflow.funnel.rollup.Match;
import dealflow.funnel.rollup.Member;
import dealflow.funnel.rollup.Part;
import dealflow.funnel.rollup.Until;
import java.util.function.IntConsumer;

/**
 * The deals whose first entry into the funnel lies in a window, and how far they have come by a moment. A skipped stage
 * counts as reached, a stage entered twice counts once, and lost deals stay in every denominator they have reached.
 */
public final class Cohort {

    private final Image image;
    private final Question question;
    private final Match match;

    public Cohort(Question question) {
        this.image = question.image();
        this.question = question;
        this.match = question.match();
    }

    /** All of it in one. */
    public CohortSums sums() {
        var sums = new CohortSums(image.stages());
        for (var part : image.parts()) {
            var lives = part.lives();
            var from = lives.firstFrom(question.fromMicros());
            var to = Math.max(from, lives.firstFrom(question.endMicros()));
            var each = new Each(part, into(sums));
            var chosen = part.slices() == null ? null : part.slices().choose(match);
            if (chosen == null) {
                each.all(from, to);
                continue;
            }
            var open = limited(lives, from, to);
            for (var slice : chosen.slices()) {
                if (from < open) {
                    slice.addAll(part.slices().within(slice, question.withinMicros()), sums, part, from, open);
                }
                slice.add(sums, part, open, to, question.asOfMicros());
            }
            chosen.others().forEach(deals -> part.eachBetween(deals, from, to, each));
        }
        return sums;
    }

    /** Where those of the deals from one to another begin whose time within which what happens counts is not over yet. */
    private int limited(Lives lives, int from, int to) {
        if (question.within() == null) {
            return from;
        }
        var over = lives.firstFrom(question.asOfMicros() - question.withinMicros() + 1);
        return Math.max(from, Math.min(over, to));
    }

    public void each(Member member) {
        for (var part : image.parts()) {
            var lives = part.lives();
            new Each(part, member).all(lives.firstFrom(question.fromMicros()), lives.firstFrom(question.endMicros()));
        }
    }

    /** Told of each deal of the cohort with its whole way. */
    public interface Follower {

        /** @param fate how far it had come by {@code until}; good for this deal only */
        void is(Lives lives, int deal, int segment, Fate fate, long until);
    }

    public void eachFate(Follower follower) {
        var fate = new Fate(image.stages());
        each((lives, deal, state, segment, until) -> {
            fate.follow(lives.states, deal, until);
            follower.is(lives, deal, segment, fate, until);
        });
    }

    /** All of it by the values of a dimension, in sums that are told apart by it too. */
    public void byValue(Dimension dimension, GroupSums sums) {
        for (var part : image.parts()) {
            var lives = part.lives();
            var from = lives.firstFrom(question.fromMicros());
            var to = Math.max(from, lives.firstFrom(question.endMicros()));
            var each = new Each(part, sums);
            var chosen = part.slices() == null ? null : part.slices().choose(match);
            if (chosen == null) {
                each.all(from, to);
                continue;
            }
            var asOf = question.asOfMicros();
            var open = limited(lives, from, to);
            for (var slice : chosen.slices()) {
                if (from < open) {
                    part.slices()
                            .groups(slice, dimension, question.withinMicros())
                            .add(sums, part, slice, from, open, asOf, each);
                }
                part.slices().groups(slice, dimension, Until.NO_LIMIT).add(sums, part, slice, open, to, asOf, each);
            }
            chosen.others().forEach(deals -> part.eachBetween(deals, from, to, each));
        }
    }

    private static Member into(CohortSums sums) {
        return (lives, deal, state, segment, until) -> {
            if (state == lives.last(deal) && lives.status[deal] != Fate.OPEN) {
                sums.add(lives, deal, 1);
            } else {
                sums.add(lives, deal, state, until, 1);
            }
        };
    }

    /** Goes through deals one by one. */
    private final class Each implements IntConsumer {

        private final Part part;
        private final Lives lives;
        private final Member member;
        private final long asOf = question.asOfMicros();
        private final long within = question.withinMicros();

        private Each(Part part, Member member) {
            this.part = part;
            this.lives = part.lives();
            this.member = member;
        }

        private void all(int from, int to) {
            part.each(from, to, match, this);
        }

        @Override
        public void accept(int deal) {
            // By subtraction: an entry in the far future plus a long time would overflow.
            var until = within < asOf - lives.entry[deal] ? lives.entry[deal] + within : asOf;
            if (lives.lastAt[deal] <= until) {
                if (match.test(lives.segment[deal], lives.amount[deal])) {
                    member.is(lives, deal, lives.last(deal), lives.segment[deal], until);
                }
                return;
            }
            var last = lives.lastBy(deal, asOf);
            var segment = lives.states.segment[last];
            if (match.test(segment, lives.states.amount[last])) {
                member.is(lives, deal, until == asOf ? last : lives.lastBy(deal, until), segment, until);
            }
        }
    }
}
