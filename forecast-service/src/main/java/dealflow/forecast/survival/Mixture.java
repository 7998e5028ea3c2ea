package dealflow.forecast.survival;

import java.util.List;

/** A weighted mean of estimators: forecasts that are combined err less than the best of them chosen (Bates and Granger 1969). */
public record Mixture(List<Part> parts) implements WinTimeModel {

    public record Part(WinTimeModel times, double weight) {}

    @Override
    public double wonWithin(Stratum stratum, double days) {
        var sum = 0.0;
        for (var part : parts) {
            sum += part.weight * part.times.wonWithin(stratum, days);
        }
        return sum;
    }
}
