package dealflow.local.company;

import java.time.ZonedDateTime;

/**
 * A move of a demo deal.
 *
 * @param reason why it was lost; null for other moves
 */
record Step(String to, ZonedDateTime at, String owner, String reason) {}
