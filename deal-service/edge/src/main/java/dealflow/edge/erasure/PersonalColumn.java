package dealflow.edge.erasure;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

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
    public Found count(Handle transaction, PersonalName person) {
        return found(rows(transaction, person).size());
    }

    /** Puts the pseudonym in its place, within the caller's transaction. */
    public Found erase(Handle transaction, PersonalName person) {
        var rows = rows(transaction, person);
        for (var row : rows) {
            if (form == Form.KEY) {
                updateKey(transaction, row, person);
            } else {
                update(transaction, row, row.after());
            }
        }
        return found(rows.size());
    }

    private void update(Handle transaction, Row row, String value) {
        transaction
                .createUpdate("UPDATE %s SET %s = %s WHERE ctid = :place::tid".formatted(table, column, value()))
                .bind("value", value)
                .bind("place", row.place())
                .execute();
    }

    private String value() {
        return switch (form) {
            case LIST -> "string_to_array(:value, chr(10))";
            case JSONB, JSONB_MAP -> ":value::jsonb";
            default -> ":value";
        };
    }

    /** Spellings that were two keys become one: then a number tells them apart. */
    private void updateKey(Handle transaction, Row row, PersonalName person) {
        for (var number = 1; ; number++) {
            transaction.execute("SAVEPOINT key");
            try {
                update(
                        transaction,
                        row,
                        number == 1 ? row.after() : person.numbered(number).erasedFrom(row.before()));
                return;
            } catch (UnableToExecuteStatementException e) {
                if (!(e.getCause() instanceof SQLException problem && KEY_TAKEN.equals(problem.getSQLState()))) {
                    throw e;
                }
                transaction.execute("ROLLBACK TO SAVEPOINT key");
            }
        }
    }

    private Found found(long rows) {
        return new Found(table + "." + column, rows);
    }

    private List<Row> rows(Handle transaction, PersonalName person) {
        var text = form == Form.LIST ? "array_to_string(%s, chr(10))".formatted(column) : column + "::text";
        return transaction
                .createQuery(
                        "SELECT ctid, %1$s AS before FROM %2$s WHERE %1$s ~ :name FOR UPDATE".formatted(text, table))
                .bind("name", person.search())
                .map(row -> row(row, person))
                .filter(row -> !row.after().equals(row.before()))
                .list();
    }

    private Row row(RowView found, PersonalName person) {
        var before = found.getColumn("before", String.class);
        return new Row(found.getColumn("ctid", String.class), before, erased(before, person));
    }

    private String erased(String text, PersonalName person) {
        return switch (form) {
            case JSONB, JSON_TEXT -> person.erasedFromJson(text);
            case JSONB_MAP -> person.erasedFromMap(text);
            default -> person.erasedFrom(text);
        };
    }
}
