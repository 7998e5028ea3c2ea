package dealflow.forecast.load;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What operators may set of the forecasts. */
@ConfigMapping(prefix = "dealflow.forecast")
public interface ForecastConfig {

    /** How often a replica looks for deals that have changed. */
    @WithDefault("PT0.25S")
    Duration lookEvery();

    /** How often a replica sees to it that the day's snapshots are taken. */
    @WithDefault("PT10M")
    Duration snapshotsEvery();

    /** How often a replica looks whether a pipeline's day has begun, or its past has changed. */
    @WithDefault("PT1M")
    Duration prepareEvery();

    /** How long an answer may take; what cannot be computed in that time is answered with 503. */
    @WithDefault("PT10S")
    Duration deadline();

    /** Of how many open deals, and decided ones behind them, something can be said to be expected. */
    @WithDefault("10")
    int minimumSample();

    /** A target whose chance falls below this is told to be at risk. */
    @WithDefault("0.3")
    double targetAtRiskBelow();

    /** A target at risk whose chance rises above this is told to be back on course. */
    @WithDefault("0.45")
    double targetBackAbove();
}
