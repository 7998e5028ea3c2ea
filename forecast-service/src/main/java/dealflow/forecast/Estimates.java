package dealflow.forecast;

import java.util.List;
import java.util.function.Predicate;

/** Everything that is estimated from the history known at the start of one day; what to make of it is up to {@link Model}. */
final class Estimates {

    /** Days after which history weighs half; how much each is believed is chosen by backtest. */
    private static final int SHORT = 45;

    private static final int LONG = 180;

    /** What {@link #candidates} are, in the same order. */
    static final List<Candidate> CANDIDATES = List.of(
            new Candidate("semi-markov-by-size", LONG),
            new Candidate("semi-markov-by-size", SHORT),
            new Candidate("semi-markov", LONG),
            new Candidate("semi-markov", SHORT),
            new Candidate("entry-curve", LONG),
            new Candidate("entry-curve", SHORT));

    private static final String ALL = "all";

    record Candidate(String name, int halfLifeDays) {}

    private final History history;
    private final Amounts amounts;
    private final Sizes sizes;
    private final SemiMarkov stages;
    private final List<WinTimes> candidates;
    private final Activity activity;
    private final People people;
    private final Inflow inflow;
    private Portion whole;

    private Estimates(History history) {
        this.history = history;
        this.amounts = new Amounts(history);
        this.sizes = Sizes.of(history, amounts);
        this.stages = SemiMarkov.fit(history, sizes, LONG);
        var recent = SemiMarkov.fit(history, sizes, SHORT);
        this.candidates = List.of(
                stages,
                recent,
                stages.regardlessOfSize(),
                recent.regardlessOfSize(),
                EntryCurve.fit(history, LONG),
                EntryCurve.fit(history, SHORT));
        var wins = new Wins(life -> stages.hazards(sizes.of(life)), history.firstDecision(), history.today());
        var byDay = wins.byDay(history.lives());
        this.activity = Activity.estimate(byDay[0], byDay[1], history.firstDecision());
        this.people = People.estimate(history.lives(), wins);
        this.inflow = Inflow.estimate(history);
    }

    static Estimates of(History history) {
        return new Estimates(history);
    }

    History history() {
        return history;
    }

    Amounts amounts() {
        return amounts;
    }

    Sizes sizes() {
        return sizes;
    }

    /** The hazards by stage and days in it, of long memory. */
    Hazards hazards() {
        return stages.hazards();
    }

    /** Estimators of the time of winning, to be combined. */
    List<WinTimes> candidates() {
        return candidates;
    }

    Activity activity() {
        return activity;
    }

    People people() {
        return people;
    }

    Inflow inflow() {
        return inflow;
    }

    /** All deals together; kept, as each backtest asks several methods about the same. */
    synchronized Portion whole() {
        if (whole == null) {
            whole = Portion.by(this, life -> ALL).getOrDefault(ALL, Portion.none(this));
        }
        return whole;
    }

    Population open(Predicate<Life> wanted) {
        return Population.of(this, wanted);
    }

    Arrivals arrivals(Predicate<Life> wanted) {
        return Arrivals.of(this, wanted);
    }
}
