package dealflow.forecast.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** A column of rows that mostly say what the row before has said: its value is made only where its bytes are others. */
final class RepeatedColumn<T> {

    private final int index;
    private final Reader<T> reader;
    private byte[] bytes;
    private T value;
    private boolean known;

    /** Makes the value of a column. */
    interface Reader<T> {
        T read(ResultSet row, int index) throws SQLException;
    }

    /** @param index from 1 */
    RepeatedColumn(int index, Reader<T> reader) {
        this.index = index;
        this.reader = reader;
    }

    static RepeatedColumn<String> text(int index) {
        return new RepeatedColumn<>(index, ResultSet::getString);
    }

    /** The very object of the row before where that had the same. */
    T of(ResultSet row) throws SQLException {
        var now = row.getBytes(index);
        if (!known || !Arrays.equals(now, bytes)) {
            known = false;
            value = reader.read(row, index);
            bytes = now;
            known = true;
        }
        return value;
    }
}
