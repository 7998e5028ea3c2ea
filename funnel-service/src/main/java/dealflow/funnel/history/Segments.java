package dealflow.funnel.history;

import java.util.Arrays;
import java.util.List;

/** The segments of a pipeline's deals as numbers, and the values of each dimension as numbers too. */
public final class Segments {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final Dictionary<Segment> segments = new Dictionary<>();
    private final Dictionary<?>[] names = new Dictionary<?>[DIMENSIONS.length];
    private final int[][] values = new int[DIMENSIONS.length][1024];
    private Table table;

    public Segments() {
        Arrays.setAll(names, dimension -> new Dictionary<String>());
    }

    public int code(Segment segment) {
        var before = segments.size();
        var code = segments.code(segment);
        if (code == before) {
            for (var dimension : DIMENSIONS) {
                var i = dimension.ordinal();
                if (code == values[i].length) {
                    values[i] = Arrays.copyOf(values[i], code * 2);
                }
                values[i][code] = names(i).code(dimension.of(segment));
            }
        }
        return code;
    }

    @SuppressWarnings("unchecked")
    private Dictionary<String> names(int dimension) {
        return (Dictionary<String>) names[dimension];
    }

    /** All of them until now; it never changes. */
    public Table table() {
        if (table == null || table.all.size() != segments.size()) {
            var copy = new int[DIMENSIONS.length][];
            Arrays.setAll(copy, i -> Arrays.copyOf(values[i], segments.size()));
            var lists = new List<?>[DIMENSIONS.length];
            Arrays.setAll(lists, i -> names(i).values());
            table = new Table(segments.values(), copy, lists);
        }
        return table;
    }

    /** What the numbers mean. */
    public static final class Table {

        public final List<Segment> all;
        private final int[][] values;
        private final List<?>[] names;
        private Products products;

        private Table(List<Segment> all, int[][] values, List<?>[] names) {
            this.all = all;
            this.values = values;
            this.names = names;
        }

        /** By segment, the number of its value of a dimension. */
        public int[] values(Dimension dimension) {
            return values[dimension.ordinal()];
        }

        /** By value of a dimension, the one value of its parent that comes with it; -1 where there are several. */
        public int[] onlyParents(Dimension dimension) {
            var own = values(dimension);
            var above = values(dimension.parent());
            var only = new int[names(dimension).size()];
            Arrays.fill(only, -2);
            for (var segment = 0; segment < own.length; segment++) {
                var parent = only[own[segment]];
                only[own[segment]] = parent == -2 || parent == above[segment] ? above[segment] : -1;
            }
            return only;
        }

        /** What the values of {@link Dimension#PRODUCT} stand for: one product, several or none. */
        public Products products() {
            // Whoever comes second works out the same.
            var known = products;
            if (known == null) {
                known = new Products(names(Dimension.PRODUCT));
                products = known;
            }
            return known;
        }

        /** By number, the values of a dimension. */
        @SuppressWarnings("unchecked")
        public List<String> names(Dimension dimension) {
            return (List<String>) names[dimension.ordinal()];
        }
    }
}
