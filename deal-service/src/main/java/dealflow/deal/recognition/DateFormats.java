package dealflow.deal.recognition;

import dealflow.deal.csv.CsvDates;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which way each column writes its dates. */
final class DateFormats {

    private static final ZoneId ANY_ZONE = ZoneId.of("UTC");

    /** The ways beside ISO 8601. */
    private enum Way {
        DOTS("d.M.y"),
        DAY_FIRST("d/M/y"),
        MONTH_FIRST("M/d/y"),
        SLASHES("yyyy/M/d"),
        DASHES("yyyy-M-d"),
        DAY_FIRST_DASHES("d-M-y"),
        MONTH_FIRST_DASHES("M-d-y"),
        NAMED("d MMM y"),
        NAMED_MONTH_FIRST("MMM d, y"),
        HAN("yyyy年M月d日"),
        DIGITS("yyyyMMdd");

        private final List<String> patterns;
        private final CsvDates dates;

        Way(String date) {
            patterns = List.of(date, date + " H:mm", date + " H:mm:ss", date + " h:mm a", date + " h:mm:ss a");
            dates = new CsvDates(patterns, "en", ANY_ZONE);
        }
    }

    private static final CsvDates ISO = new CsvDates(List.of(), "en", ANY_ZONE);

    /**
     * What was found out.
     *
     * @param ambiguous by column, a cell that is a date in another way, too
     * @param unreadable by column, a cell that is none
     */
    record Found(List<String> patterns, Map<String, String> ambiguous, Map<String, String> unreadable) {}

    private DateFormats() {}

    /**
     * The patterns that read most of the columns' cells.
     *
     * @param columns the cells by column
     */
    static Found of(Map<String, List<String>> columns) {
        var chosen = new LinkedHashSet<Way>();
        var open = new LinkedHashMap<String, Set<Way>>();
        columns.forEach((column, cells) -> {
            var ways = ways(cells);
            if (ways.size() == 1) {
                chosen.addAll(ways);
            } else if (ways.size() > 1) {
                open.put(column, ways);
            }
        });
        var ambiguous = new LinkedHashMap<String, String>();
        open.forEach((column, ways) -> {
            // A file writes all its dates in one way, unless it has to be otherwise.
            if (ways.stream().noneMatch(chosen::contains)) {
                chosen.add(ways.iterator().next());
                ambiguous.put(
                        column,
                        columns.get(column).stream()
                                .filter(cell -> !ISO.reads(cell))
                                .findFirst()
                                .orElse(""));
            }
        });
        var patterns = new ArrayList<String>();
        chosen.forEach(way -> used(way, columns.values()).forEach(patterns::add));
        var dates = new CsvDates(patterns, "en", ANY_ZONE);
        var unreadable = new LinkedHashMap<String, String>();
        columns.forEach((column, cells) -> cells.stream()
                .filter(cell -> !dates.reads(cell))
                .findFirst()
                .ifPresent(cell -> unreadable.put(column, cell)));
        return new Found(patterns, ambiguous, unreadable);
    }

    /** Those that read as many of the cells as any; none where ISO 8601 alone does. */
    private static Set<Way> ways(List<String> cells) {
        var others = cells.stream().filter(cell -> !ISO.reads(cell)).distinct().toList();
        if (others.isEmpty()) {
            return Set.of();
        }
        var counts = new LinkedHashMap<Way, Long>();
        Arrays.stream(Way.values())
                .forEach(way ->
                        counts.put(way, others.stream().filter(way.dates::reads).count()));
        var most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var ways = new LinkedHashSet<Way>();
        counts.forEach((way, count) -> {
            if (most > 0 && count == most) {
                ways.add(way);
            }
        });
        return ways;
    }

    private static List<String> used(Way way, Collection<List<String>> columns) {
        return way.patterns.stream()
                .filter(pattern -> pattern.equals(way.patterns.get(0))
                        || columns.stream()
                                .flatMap(List::stream)
                                .anyMatch(new CsvDates(List.of(pattern), "en", ANY_ZONE)::reads))
                .toList();
    }
}
