package dealflow.edge.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that one that there is not may have been meant to be. */
public final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** Such as {@code near it are [owner]; }, the nearest first; empty where nothing is near. */
    public static String of(String name, Collection<String> candidates) {
        var distance = new LevenshteinDistance(Math.max(1, name.length() / 3));
        var written = name.toLowerCase(Locale.ROOT);
        var distances = new TreeMap<String, Integer>();
        for (var candidate : candidates) {
            var apart = distance.apply(written, candidate.toLowerCase(Locale.ROOT));
            if (apart >= 0) {
                distances.put(candidate, apart);
            }
        }
        var near = distances.keySet().stream()
                .sorted(Comparator.comparing(distances::get))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : "near it are %s; ".formatted(near);
    }
}
