package dealflow.forecast;

/** Expected bookings of open deals and of deals not yet begun, in windows of days. */
final class Bookings {

    private final Estimates estimates;
    private final WinTimes times;
    private double[] elapsed;

    /** @param times when the deals of each cell are won */
    Bookings(Estimates estimates, WinTimes times) {
        this.estimates = estimates;
        this.times = times;
        this.elapsed = new double[1];
    }

    /** The chance of a cell to be won in the window. */
    double chance(Cell cell, Window window) {
        return between(cell, 0, window.from(), window.to());
    }

    /** Wins of open deals; their number is binomial within each cell. */
    Moments open(Population population, Window window) {
        var sum = new Moments.Sum();
        population.forEach((cell, deals) -> {
            var p = chance(cell, window);
            sum.add(p * deals.count(), p * deals.amount(), (p - p * p) * deals.square());
        });
        return sum.moments();
    }

    /** Wins of deals that begin today or later; their number is Poisson. */
    Moments fresh(Arrivals arrivals, Window window) {
        var sum = new Moments.Sum();
        for (var kind : arrivals.kinds()) {
            var wins = wins(kind, window);
            sum.add(wins, wins * kind.amount(), wins * kind.square());
        }
        return sum.moments();
    }

    /** The expected number of wins of one kind of deals that begin from today on. */
    double wins(Arrivals.Kind kind, Window window) {
        return wins(kind, window, 0, window.to());
    }

    /** The same of those that begin on days {@code [begin, end)} only. */
    double wins(Arrivals.Kind kind, Window window, int begin, int end) {
        var cell = new Cell(kind.stage(), 0, 0, kind.segment());
        var wins = 0.0;
        for (var begins = Math.max(0, begin); begins < Math.min(end, window.to()); begins++) {
            wins += estimates.inflow().on(begins) * between(cell, begins, window.from(), window.to());
        }
        return kind.share() * wins;
    }

    /** Of deals that are in the cell at the start of day {@code start}. */
    private double between(Cell cell, int start, int from, int to) {
        var began = elapsed(start);
        var early = from <= start ? 0 : times.wonWithin(cell, elapsed(from) - began);
        var late = to <= start ? 0 : times.wonWithin(cell, elapsed(to) - began);
        var people = estimates.people();
        return people.of(cell.segment(), late) - people.of(cell.segment(), early);
    }

    private double elapsed(int days) {
        if (days >= elapsed.length) {
            elapsed = estimates.activity().elapsed(estimates.history().today(), Math.max(400, days));
        }
        return elapsed[days];
    }
}
