package dealflow.deal.product;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which products somebody may have meant: those whose key or name is the fewest letters away. */
final class NearestNames {

    private static final int MOST = 3;

    /** Longer names are compared by their beginnings. */
    private static final int COMPARED = 32;

    private NearestNames() {}

    private record Near(Product product, int distance) {}

    static List<Product> of(String meant, Collection<Product> products) {
        var plain = plain(meant);
        return products.stream()
                .map(product -> new Near(product, distance(plain, product)))
                .sorted(Comparator.comparingInt(Near::distance)
                        .thenComparing(near -> near.product().key()))
                .limit(MOST)
                .map(Near::product)
                .toList();
    }

    private static int distance(String meant, Product product) {
        return Stream.concat(Stream.of(product.key()), product.names().values().stream())
                .mapToInt(name -> distance(meant, plain(name)))
                .min()
                .orElseThrow();
    }

    private static String plain(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.substring(0, Math.min(COMPARED, plain.length()));
    }

    /** How many characters have to be added, left out or changed (Levenshtein 1966). */
    static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
