package dealflow.forecast;

/** Expected bookings of open deals and of deals not yet begun, in windows of days. */
final class Bookings {

    private final Estimates estimates;
    private final WinTimes times;
    private volatile double[] elapsed;

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

    /** The chance of a cell that deals are in at the start of day {@code start}; the window counts from today all the same. */
    double chance(Cell cell, int start, Window window) {
        return between(cell, start, window.from(), window.to());
    }

    /** How many of all deals begin on days {@code [begin, end)}. */
    double begins(int begin, int end) {
        var sum = 0.0;
        for (var day = Math.max(0, begin); day < end; day++) {
            sum += estimates.inflow().on(day);
        }
        return sum;
    }

    /** The chance of a cell to be won before day {@code d} from today: {@code [0 .. days]}. */
    double[] wonBy(Cell cell, int days) {
        return wonBy(cell, days, 1);
    }

    /** The same from every {@code step}-th day, as if wins were spread evenly between. */
    double[] wonBy(Cell cell, int days, int step) {
        var won = new double[days + 1];
        for (var day = 0; day < days; day += step) {
            var next = Math.min(days, day + step);
            var then = between(cell, 0, 0, next);
            for (var between = day + 1; between <= next; between++) {
                won[between] = won[day] + (then - won[day]) * (between - day) / (next - day);
            }
        }
        return won;
    }

    /** The expected number of wins before day {@code d}, if all deals that begin on days {@code [begin, end)} begin there. */
    double[] winsBy(Cell cell, int days, int begin, int end) {
        var grid = new double[(int) Math.ceil(elapsed(days)) + 2];
        for (var i = 1; i < grid.length; i++) {
            grid[i] = estimates.people().of(cell.segment(), times.wonWithin(cell, i));
        }
        var wins = new double[days + 1];
        for (var begins = Math.max(0, begin); begins < Math.min(end, days); begins++) {
            var rate = estimates.inflow().on(begins);
            for (var day = begins + 1; day <= days; day++) {
                var age = elapsed(day) - elapsed(begins);
                var whole = (int) age;
                wins[day] += rate * (grid[whole] + (age - whole) * (grid[whole + 1] - grid[whole]));
            }
        }
        return wins;
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
        var cell = kind.cell();
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
        var known = elapsed;
        if (days >= known.length) {
            known = estimates.activity().elapsed(estimates.history().today(), Math.max(400, days));
            elapsed = known;
        }
        return known[days];
    }
}
