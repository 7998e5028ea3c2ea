package dealflow.funnel;

/**
 * The deals whose first entry into the funnel lies in a window, and how far they have come by a moment. A skipped stage
 * counts as reached, a stage entered twice counts once, and lost deals stay in every denominator they have reached.
 */
final class Cohort {

    private final Image image;
    private final Question question;
    private final Match match;

    Cohort(Question question) {
        this.image = question.image();
        this.question = question;
        this.match = question.match();
    }

    /** All of it in one. */
    CohortSums sums() {
        var sums = new CohortSums(image.stages());
        for (var part : image.parts()) {
            var lives = part.lives();
            var from = lives.firstFrom(question.fromMicros());
            var to = Math.max(from, lives.firstFrom(question.endMicros()));
            if (match.all() && question.within() == null && part.cohorts() != null) {
                whole(part, from, to, sums);
            } else {
                new Each(part, into(sums)).all(from, to);
            }
        }
        return sums;
    }

    /** The runs in the middle are summed already: only what changed since is added one by one, and both ends. */
    private void whole(Part part, int from, int to, CohortSums sums) {
        var lives = part.lives();
        var cohorts = part.cohorts();
        var each = new Each(part, into(sums));
        var first = cohorts.firstRun(from);
        var end = cohorts.endRun(to);
        var firstDeal = first * cohorts.run;
        var endDeal = end * cohorts.run;
        if (first >= end) {
            each.all(from, to);
            return;
        }
        each.all(from, firstDeal);
        each.all(endDeal, to);
        cohorts.add(sums, first, end);
        var until = question.asOfMicros();
        part.eachGone(deal -> {
            if (deal >= firstDeal && deal < endDeal) {
                sums.add(lives, deal, -1);
            }
        });
        for (var run = first; run < end; run++) {
            cohorts.eachLater(run, until, deal -> {
                if (part.has(deal)) {
                    sums.add(lives, deal, -1);
                    each.visit(deal);
                }
            });
        }
        for (var i = lives.openFrom(firstDeal); i < lives.openFrom(endDeal); i++) {
            if (lives.lastAt[lives.open[i]] <= until && part.has(lives.open[i])) {
                sums.addOpen(lives, i, until);
            }
        }
    }

    /** Told of each deal of the cohort. */
    interface Member {

        /**
         * @param fate how far it had come by {@code until}; null where the columns say it
         */
        void is(Lives lives, int deal, Fate fate, long until);
    }

    void each(Member member) {
        for (var part : image.parts()) {
            var lives = part.lives();
            new Each(part, member).all(lives.firstFrom(question.fromMicros()), lives.firstFrom(question.endMicros()));
        }
    }

    static Member into(CohortSums sums) {
        return (lives, deal, fate, until) -> {
            if (fate != null) {
                sums.add(fate, lives.states.amount[fate.last], until);
                return;
            }
            sums.add(lives, deal, 1);
            if (lives.status[deal] == Fate.OPEN) {
                sums.addOpen(lives, lives.openFrom(deal), until);
            }
        };
    }

    /** Goes through deals one by one. */
    private final class Each implements Part.Visitor {

        private final Part part;
        private final Lives lives;
        private final Member member;
        private final Fate fate = new Fate(image.stages());
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
        public void visit(int deal) {
            // By subtraction: an entry in the far future plus a long time would overflow.
            var until = within < asOf - lives.entry[deal] ? lives.entry[deal] + within : asOf;
            if (lives.lastAt[deal] <= until) {
                if (match.test(lives.segment[deal], lives.amount[deal])) {
                    member.is(lives, deal, null, until);
                }
            } else if (matchesAt(deal)) {
                fate.follow(lives.states, deal, until);
                member.is(lives, deal, fate, until);
            }
        }

        private boolean matchesAt(int deal) {
            if (match.all()) {
                return true;
            }
            var last = lives.lastBy(deal, asOf);
            return match.test(lives.states.segment[last], lives.states.amount[last]);
        }
    }
}
