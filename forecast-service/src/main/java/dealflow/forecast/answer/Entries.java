package dealflow.forecast.answer;

import java.time.LocalDate;

/**
 * The deals that enter the funnel on some days, and what they bring by another.
 *
 * @param from the first day of entry, and {@code to} the first day after
 * @param until the first day that does not count
 */
public record Entries(LocalDate from, LocalDate to, LocalDate until) {}
