package dealflow.forecast.measure;

/**
 * What one of the deals that begin has brought, as expected, when it has been there for so many days: {@code [days]}. The sum over all
 * kinds of them, so that each day on which deals begin is looked at once, and not once for each kind.
 *
 * @param count how many orders; {@code amount} is what they are worth, and {@code square} the sum of the squares of that
 */
record ArrivalWorth(double[] count, double[] amount, double[] square) {

    ArrivalWorth(int days) {
        this(new double[days], new double[days], new double[days]);
    }

    int days() {
        return count.length;
    }

    /** @param won {@code [days]}: the chance of one kind to be won by then */
    void add(double[] won, double share, double amount, double square) {
        for (var day = 0; day < won.length; day++) {
            var wins = share * won[day];
            this.count[day] += wins;
            this.amount[day] += wins * amount;
            this.square[day] += wins * square;
        }
    }
}
