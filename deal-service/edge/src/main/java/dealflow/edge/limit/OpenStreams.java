package dealflow.edge.limit;

import java.util.HashMap;
import java.util.Map;

/** The streams that are open on this replica: so many in all, and so many of one caller, that a few cannot take all of them. */
public final class OpenStreams {

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int open;

    public OpenStreams(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Opens one, which {@link #close} ends.
     *
     * @param caller its name
     * @return why there is no room for it; null if there is
     */
    public synchronized String open(String caller) {
        if (byCaller.getOrDefault(caller, 0) >= mostOfOne) {
            return "You have %d streams open, and one caller may have no more: close one, or try again later"
                    .formatted(mostOfOne);
        }
        if (open >= most) {
            return "%d streams are open here, and there is room for no more: try again later".formatted(most);
        }
        open++;
        byCaller.merge(caller, 1, Integer::sum);
        return null;
    }

    public synchronized void close(String caller) {
        open--;
        byCaller.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }

    public synchronized int count() {
        return open;
    }
}
