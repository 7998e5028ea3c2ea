package dealflow.forecast;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What operators may set of the forecasts. */
@ConfigMapping(prefix = "dealflow.forecast")
interface ForecastConfig {

    /** How often a replica looks for deals that have changed. */
    @WithDefault("PT0.25S")
    Duration lookEvery();

    /** How often a replica sees to it that the day's snapshots are taken. */
    @WithDefault("PT10M")
    Duration snapshotsEvery();

    /** How many models are kept, those asked for last: one for each pipeline and moment. */
    @WithDefault("50")
    int modelsKept();

    /** How many deals the kept models may have in all, at about 400 bytes each; one model is kept in any case. */
    @WithDefault("2000000")
    long livesKept();
}
