package dealflow.contract.forecast;

/**
 * Why something is not told.
 *
 * @param code for programs, as in the API of the forecast service
 * @param message the same in English
 */
public record ForecastReason(String code, String message) {}
