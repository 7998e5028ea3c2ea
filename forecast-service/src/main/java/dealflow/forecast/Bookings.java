package dealflow.forecast;

/** Expected bookings of open deals and of deals not yet begun. */
final class Bookings {

    private final Model model;
    private final Population open;
    private final Inflow inflow;

    Bookings(Model model, Population open, Inflow inflow) {
        this.model = model;
        this.open = open;
        this.inflow = inflow;
    }

    /** Wins of open deals in days {@code [from, to)} from today; their number is binomial within each cell. */
    Spread.Moments open(int from, int to) {
        var sum = new Spread.Moments[] {Spread.Moments.NONE};
        open.forEach((cell, deals) -> {
            var p = between(cell, from, to);
            sum[0] = sum[0].plus(new Spread.Moments(p * deals.amount(), (p - p * p) * deals.square()));
        });
        return sum[0];
    }

    /** Wins in days {@code [from, to)} of deals that begin today or later; their number is Poisson. */
    Spread.Moments fresh(int from, int to) {
        var sum = Spread.Moments.NONE;
        for (var arrivals : inflow.arrivals()) {
            var cell = new Cell(arrivals.stage(), 0, 0, arrivals.segment());
            var wins = 0.0;
            for (var begins = 0; begins < to; begins++) {
                wins += arrivals.rate() * between(cell, from - begins, to - begins);
            }
            sum = sum.plus(new Spread.Moments(wins * arrivals.amount(), wins * arrivals.square()));
        }
        return sum;
    }

    private double between(Cell cell, int from, int to) {
        return model.wonWithin(cell, Math.max(0, to)) - model.wonWithin(cell, Math.max(0, from));
    }
}
