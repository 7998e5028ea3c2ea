package dealflow.funnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long something lasts, where some of it still goes on: the product-limit estimate.
 *
 * <p>Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
 * Statistical Association 53 (1958).
 */
final class KaplanMeier {

    private final List<Stay> stays;

    /**
     * One observation.
     *
     * @param ended false if it still went on when it was last seen
     */
    record Stay(Duration length, boolean ended) {}

    KaplanMeier(List<Stay> stays) {
        var sorted = new ArrayList<>(stays);
        // At the same length, an end counts before a stay that was seen no longer.
        sorted.sort((a, b) -> a.length().equals(b.length())
                ? Boolean.compare(b.ended(), a.ended())
                : a.length().compareTo(b.length()));
        this.stays = Collections.unmodifiableList(sorted);
    }

    int sample() {
        return stays.size();
    }

    /**
     * The length that a share {@code p} of all stays has ended by.
     *
     * @return null where too many still go on to say
     */
    Duration quantile(double p) {
        var survival = 1.0;
        for (var i = 0; i < stays.size(); ) {
            var length = stays.get(i).length();
            var atRisk = stays.size() - i;
            var ended = 0;
            for (; i < stays.size() && stays.get(i).length().equals(length); i++) {
                ended += stays.get(i).ended() ? 1 : 0;
            }
            survival *= 1 - (double) ended / atRisk;
            if (ended > 0 && survival <= 1 - p + 1e-12) {
                return length;
            }
        }
        return null;
    }
}
