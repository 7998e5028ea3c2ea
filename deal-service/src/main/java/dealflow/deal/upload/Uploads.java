package dealflow.deal.upload;

import dealflow.deal.refusal.TooManyException;
import dealflow.deal.refusal.UploadsFullException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** Counts the files that are coming in to this replica. */
@ApplicationScoped
class Uploads {

    @Inject
    ImportsConfig config;

    private final Map<String, Integer> running = new HashMap<>();

    /** Lets one more in, until it is {@link #end ended}. */
    synchronized void begin(String caller) {
        if (running.getOrDefault(caller, 0) >= config.uploadsPerCaller()) {
            throw new UploadsFullException(config.uploadsPerCaller());
        }
        if (running.values().stream().mapToInt(Integer::intValue).sum() >= config.uploads()) {
            throw new TooManyException("As many files are coming in as this service can take at a time");
        }
        running.merge(caller, 1, Integer::sum);
    }

    synchronized void end(String caller) {
        running.computeIfPresent(caller, (any, count) -> count == 1 ? null : count - 1);
    }
}
