package dealflow.funnel.history;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
            var numbered = new ConcurrentHashMap<Grouping, Numbered>();
            for (var dimension : DIMENSIONS) {
                var i = dimension.ordinal();
                numbered.put(dimension, new Numbered(Arrays.copyOf(values[i], segments.size()), names(i).values()));
            }
            table = new Table(segments.values(), numbered);
        }
        return table;
    }

    /**
     * Values as numbers.
     *
     * @param values by segment
     * @param names by number
     */
    private record Numbered(int[] values, List<String> names) {

        /** In the order of the segments, so that what was numbered keeps its number when there are more. */
        private static Numbered of(Grouping by, List<Segment> segments) {
            var names = new Dictionary<String>();
            var values = segments.stream()
                    .mapToInt(segment -> names.code(by.of(segment)))
                    .toArray();
            return new Numbered(values, names.values());
        }
    }

    /** What the numbers mean. */
    public static final class Table {

        public final List<Segment> all;
        private final Map<Grouping, Numbered> numbered;
        private final Map<Grouping, Parts> parts = new ConcurrentHashMap<>();

        private Table(List<Segment> all, Map<Grouping, Numbered> numbered) {
            this.all = all;
            this.numbered = numbered;
        }

        /** Of an own field when it is first asked for. */
        private Numbered numbered(Grouping by) {
            // There is a tree for every day and a question for every team: they are not kept.
            return by instanceof TeamGroups
                    ? Numbered.of(by, all)
                    : numbered.computeIfAbsent(by, asked -> Numbered.of(asked, all));
        }

        /** By segment, the number of its value. */
        public int[] values(Grouping by) {
            return numbered(by).values;
        }

        /** By value, the one value of its parent that comes with it; -1 where there are several. */
        public int[] onlyParents(Grouping by) {
            var own = values(by);
            var above = values(by.parent());
            var only = new int[names(by).size()];
            Arrays.fill(only, -2);
            for (var segment = 0; segment < own.length; segment++) {
                var parent = only[own[segment]];
                only[own[segment]] = parent == -2 || parent == above[segment] ? above[segment] : -1;
            }
            return only;
        }

        /** What the values stand for: one product, several or none. */
        public Parts parts(Grouping by) {
            return parts.computeIfAbsent(by, asked -> new Parts(asked, names(asked)));
        }

        public Parts products() {
            return parts(Dimension.PRODUCT);
        }

        /** Whether some deals have several values. */
        public boolean overlap(Grouping by) {
            return by.mayBeSeveral() && parts(by).overlap();
        }

        /** By number, the values. */
        public List<String> names(Grouping by) {
            return numbered(by).names;
        }
    }
}
