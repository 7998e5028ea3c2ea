package dealflow.funnel.history;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The values of one kind that deals have, each once, where some deals have several: products, or those of an own field. */
public final class Parts {

    private final List<String> names;
    private final int[][] of;
    private final boolean overlap;

    /** @param texts by number, what stands for one value, several or none */
    Parts(Grouping by, List<String> texts) {
        names = texts.stream()
                .map(by::parts)
                .flatMap(Collection::stream)
                .distinct()
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .collect(Collectors.toList());
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        of = texts.stream()
                .map(text -> by.parts(text).stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        overlap = Arrays.stream(of).anyMatch(some -> some.length > 1);
    }

    /** In order; null, for deals that have none, comes last. */
    public List<String> names() {
        return names;
    }

    /** The places among the names of what a text stands for, by its number. */
    public int[] of(int text) {
        return of[text];
    }

    /** Whether there are deals of several. */
    public boolean overlap() {
        return overlap;
    }
}
