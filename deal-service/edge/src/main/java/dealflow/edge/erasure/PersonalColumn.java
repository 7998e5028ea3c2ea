package dealflow.edge.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A column that can hold what people write, and so a person's name. Each service has one list of its own. */
public record PersonalColumn(String table, String column, Form form) {

    /** How it holds it. */
    public enum Form {
        TEXT,
        /** Part of a key: the pseudonym gets a number where the key would be taken. */
        KEY,
        /** An array of texts. */
        LIST,
        JSONB,
        /** JSON whose fields are named by people, too. */
        JSONB_MAP,
        /** JSON in a column of text; where it is none, a text. */
        JSON_TEXT
    }

    private static final String KEY_TAKEN = "23505";

    /**
     * What became of it.
     *
     * @param column table and column, with a dot between
     * @param rows that held the name
     */
    public record Found(String column, long rows) {}

    private record Row(String place, String before, String after) {}

    /** How many rows hold the name; nothing is changed. */
    public Found count(Connection connection, PersonalName person) throws SQLException {
        return found(rows(connection, person).size());
    }

    /** Puts the pseudonym in its place, within the caller's transaction. */
    public Found erase(Connection connection, PersonalName person) throws SQLException {
        var rows = rows(connection, person);
        try (var update = connection.prepareStatement(
                "UPDATE %s SET %s = %s WHERE ctid = ?::tid".formatted(table, column, value()))) {
            for (var row : rows) {
                update.setString(2, row.place());
                if (form == Form.KEY) {
                    updateKey(connection, update, row, person);
                } else {
                    update.setString(1, row.after());
                    update.executeUpdate();
                }
            }
        }
        return found(rows.size());
    }

    private String value() {
        return switch (form) {
            case LIST -> "string_to_array(?, chr(10))";
            case JSONB, JSONB_MAP -> "?::jsonb";
            default -> "?";
        };
    }

    /** Spellings that were two keys become one: then a number tells them apart. */
    private static void updateKey(Connection connection, PreparedStatement update, Row row, PersonalName person)
            throws SQLException {
        for (var number = 1; ; number++) {
            update.setString(
                    1, number == 1 ? row.after() : person.numbered(number).erasedFrom(row.before()));
            try (var savepoint = connection.createStatement()) {
                savepoint.execute("SAVEPOINT key");
                try {
                    update.executeUpdate();
                    return;
                } catch (SQLException e) {
                    if (!KEY_TAKEN.equals(e.getSQLState())) {
                        throw e;
                    }
                    savepoint.execute("ROLLBACK TO SAVEPOINT key");
                }
            }
        }
    }

    private Found found(long rows) {
        return new Found(table + "." + column, rows);
    }

    private List<Row> rows(Connection connection, PersonalName person) throws SQLException {
        var text = form == Form.LIST ? "array_to_string(%s, chr(10))".formatted(column) : column + "::text";
        var found = new ArrayList<Row>();
        try (var select = connection.prepareStatement(
                "SELECT ctid, %s FROM %s WHERE %s ~ ? FOR UPDATE".formatted(text, table, text))) {
            select.setString(1, person.search());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var before = rows.getString(2);
                    var after = erased(before, person);
                    if (!after.equals(before)) {
                        found.add(new Row(rows.getString(1), before, after));
                    }
                }
            }
        }
        return found;
    }

    private String erased(String text, PersonalName person) {
        return switch (form) {
            case JSONB, JSON_TEXT -> person.erasedFromJson(text);
            case JSONB_MAP -> person.erasedFromMap(text);
            default -> person.erasedFrom(text);
        };
    }
}
