package dealflow.deal.imports;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Writes an import's lines into the database, those that are no text as errors already. */
final class LineStore implements AutoCloseable {

    private static final int ROWS = 1000;

    private final ImportJob job;
    private final PreparedStatement lines;
    private final PreparedStatement errors;

    LineStore(Handle transaction, ImportJob job) throws SQLException {
        var connection = transaction.getConnection();
        this.job = job;
        this.lines = connection.prepareStatement("INSERT INTO import_line (job_id, line, content) VALUES (?, ?, ?)");
        this.errors = connection.prepareStatement(
                "INSERT INTO import_error (job_id, line, field, message) VALUES (?, ?, '', ?)");
    }

    /** @param problem what is wrong with it, or null */
    void add(long number, String content, String problem) throws SQLException {
        if (problem != null) {
            refuse(number, problem);
            return;
        }
        insert(lines, number, content);
        job.total++;
        if (job.total % ROWS == 0) {
            finish();
        }
    }

    void refuse(long number, String problem) throws SQLException {
        insert(errors, number, problem);
        job.total++;
        job.processed++;
        job.errors++;
        if (job.total % ROWS == 0) {
            finish();
        }
    }

    private void insert(PreparedStatement statement, long number, String text) throws SQLException {
        statement.setObject(1, job.id);
        statement.setLong(2, number);
        statement.setString(3, text);
        statement.addBatch();
    }

    void finish() throws SQLException {
        lines.executeBatch();
        errors.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        lines.close();
        errors.close();
    }
}
