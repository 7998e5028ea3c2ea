package dealflow.contract.forecast;

import jakarta.annotation.Nullable;

/**
 * How good forecasts of one horizon have been; errors are in proportion to what came.
 *
 * @param horizon periods ahead, 1 for the one that begins when the forecast is made; null for all together
 * @param forecasts how many have come to their end
 * @param wape the sum of the absolute errors over the sum of what came; null where nothing came
 * @param bias the sum of forecast less what came, over the same; above 0 where too much was promised
 * @param coverage the share that lay between p10 and p90; 0.8 is right
 * @param better the simpler method that erred less; null where none did
 */
public record HorizonAccuracy(
        @Nullable Integer horizon,
        int forecasts,
        @Nullable Double wape,
        @Nullable Double bias,
        @Nullable Double coverage,
        @Nullable String better) {}
