package dealflow.edge.erasure;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Takes a name out of columns in a transaction of its own, for a service that tells nobody of it by events. */
public record ColumnErasure(Jdbi database, List<PersonalColumn> columns) {

    /** @return where the name stood; for a dry run all stays as it is */
    public List<PersonalColumn.Found> erase(PersonalName person, boolean dryRun) {
        return database.inTransaction(transaction -> columns.stream()
                .map(column -> dryRun ? column.count(transaction, person) : column.erase(transaction, person))
                .filter(found -> found.rows() > 0)
                .toList());
    }
}
