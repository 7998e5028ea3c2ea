package dealflow.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All rows of a projection's tables as text, sorted: two builds of it from the same events are equal in every byte. */
public final class SchemaRows {

    /** They tell of the build, not of the events. */
    private static final Set<String> OTHER_TABLES = Set.of("flyway_schema_history", "generation");

    /** When it was built, in which transaction, and why not in the words of the driver, which name the statement. */
    private static final Set<String> OTHER_COLUMNS = Set.of(
            "deal_position.applied_in",
            "parked_event.parked_at",
            "parked_event.reason",
            "partition_freshness.fresh_as_of");

    private SchemaRows() {}

    /** The rows by table; a table without rows is there too. */
    public static Map<String, List<String>> of(Connection connection, String schema) throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        var names = connection.getMetaData().getColumns(null, schema, null, null);
        while (names.next()) {
            var table = names.getString("TABLE_NAME");
            var column = names.getString("COLUMN_NAME");
            if (!OTHER_TABLES.contains(table) && !OTHER_COLUMNS.contains(table + "." + column)) {
                columns.computeIfAbsent(table, any -> new ArrayList<>()).add('"' + column + '"');
            }
        }
        var rows = new TreeMap<String, List<String>>();
        for (var table : columns.entrySet()) {
            var sql = "SELECT row(%s)::text COLLATE \"C\" FROM %s.\"%s\" ORDER BY 1"
                    .formatted(String.join(",", table.getValue()), schema, table.getKey());
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery(sql)) {
                var all = rows.computeIfAbsent(table.getKey(), any -> new ArrayList<>());
                while (found.next()) {
                    all.add(found.getString(1));
                }
            }
        }
        return rows;
    }
}
