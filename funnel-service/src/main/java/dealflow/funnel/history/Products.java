package dealflow.funnel.history;

import dealflow.contract.deal.ProductMix;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The products that deals are about, each once, where some deals are about several. */
public final class Products {

    private final List<String> names;
    private final int[][] of;
    private final boolean overlap;

    /** @param texts by the number of a value, what stands for one product, several or none */
    Products(List<String> texts) {
        names = texts.stream()
                .map(ProductMix::products)
                .flatMap(Collection::stream)
                .distinct()
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .collect(Collectors.toList());
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        of = texts.stream()
                .map(text ->
                        ProductMix.products(text).stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        overlap = Arrays.stream(of).anyMatch(some -> some.length > 1);
    }

    /** In order; null, for deals that are about none, comes last. */
    public List<String> names() {
        return names;
    }

    /** The places among the names of what a value stands for. */
    public int[] of(int value) {
        return of[value];
    }

    /** Whether there are deals of several. */
    public boolean overlap() {
        return overlap;
    }
}
