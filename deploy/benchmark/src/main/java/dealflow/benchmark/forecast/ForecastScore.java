package dealflow.benchmark.forecast;

import com.fasterxml.jackson.databind.JsonNode;

/** Errors of forecasts in proportion to what came: WAPE and bias in percent, and the share that p10 to p90 held. */
final class ForecastScore {

    private double absolute;
    private double signed;
    private double came;
    private int held;
    private int intervals;
    private int count;

    void add(double expected, double actual) {
        absolute += Math.abs(expected - actual);
        signed += expected - actual;
        came += actual;
        count++;
    }

    /** @param spread has {@code expected}, {@code p10} and {@code p90} */
    void add(JsonNode spread, double actual) {
        add(spread.path("expected").asDouble(), actual);
        intervals++;
        held += spread.path("p10").asDouble() <= actual
                        && actual <= spread.path("p90").asDouble()
                ? 1
                : 0;
    }

    int count() {
        return count;
    }

    double wape() {
        return 100 * absolute / came;
    }

    @Override
    public String toString() {
        return "%5.1f %+6.1f %4s".formatted(wape(), 100 * signed / came, intervals == 0 ? "" : 100 * held / intervals);
    }
}
