package dealflow.edge.erasure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes a name out of columns in a transaction of its own, for a service that tells nobody of it by events. */
public record ColumnErasure(DataSource database, List<PersonalColumn> columns) {

    /** @return where the name stood; for a dry run all stays as it is */
    public List<PersonalColumn.Found> erase(PersonalName person, boolean dryRun) {
        try (var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            var found = new ArrayList<PersonalColumn.Found>();
            try {
                for (var column : columns) {
                    found.add(dryRun ? column.count(transaction, person) : column.erase(transaction, person));
                }
                transaction.commit();
            } finally {
                transaction.rollback();
            }
            return found.stream().filter(each -> each.rows() > 0).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The name could not be erased", e);
        }
    }
}
