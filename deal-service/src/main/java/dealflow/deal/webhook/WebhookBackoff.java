package dealflow.deal.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures: twice as long each time, with chance in it so that many do not come back at once. */
record WebhookBackoff(Duration first, Duration longest) {

    /**
     * Between half of the full pause and the full pause, unless the endpoint asked for a longer one.
     *
     * @param failures one after another, at least 1
     * @param asked null if it asked for none
     */
    Duration after(int failures, Duration asked, RandomGenerator chance) {
        var doublings = Math.min(failures - 1, 30);
        var full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        var pause = Duration.ofMillis(full / 2 + chance.nextLong(full - full / 2 + 1));
        if (asked == null || asked.compareTo(pause) <= 0) {
            return pause;
        }
        return asked.compareTo(longest) > 0 ? longest : asked;
    }
}
