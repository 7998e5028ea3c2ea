package dealflow.forecast.projection;

import static dealflow.edge.erasure.PersonalColumn.Form.JSONB;
import static dealflow.edge.erasure.PersonalColumn.Form.JSON_TEXT;
import static dealflow.edge.erasure.PersonalColumn.Form.KEY;
import static dealflow.edge.erasure.PersonalColumn.Form.TEXT;

import dealflow.edge.erasure.ColumnErasure;
import dealflow.edge.erasure.PersonalColumn;
import dealflow.edge.erasure.PersonalName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes a person's name out of what is this service's own truth. What it knows from events it learns anew from those that the deal
 * service has rewritten: by a rebuild.
 */
@ApplicationScoped
public class Erasures {

    /** Every column that can hold what people write; a test finds each that is not here. */
    public static final List<PersonalColumn> COLUMNS = List.of(
            new PersonalColumn("target_list", "targets", JSONB),
            new PersonalColumn("target_list", "further", JSONB),
            new PersonalColumn("target_list", "changed_by", TEXT),
            new PersonalColumn("fiscal_year", "changed_by", KEY),
            new PersonalColumn("snapshot", "taken_by", KEY),
            new PersonalColumn("snapshot", "note", TEXT),
            new PersonalColumn("snapshot", "idempotency_key", KEY),
            new PersonalColumn("forecast_call", "team", KEY),
            new PersonalColumn("forecast_call", "owner", KEY),
            new PersonalColumn("forecast_call", "author", KEY),
            new PersonalColumn("forecast_call", "reason", TEXT),
            new PersonalColumn("forecast_call", "idempotency_key", KEY),
            new PersonalColumn("outbox", "payload", JSON_TEXT),
            new PersonalColumn("target_at_risk", "team", KEY),
            new PersonalColumn("target_at_risk", "owner", KEY),
            new PersonalColumn("backtest", "requested_by", KEY),
            new PersonalColumn("backtest", "idempotency_key", KEY),
            new PersonalColumn("backtest", "problem", TEXT));

    private final Jdbi database;

    Erasures(Jdbi database) {
        this.database = database;
    }

    public List<PersonalColumn.Found> erase(PersonalName person, boolean dryRun) {
        return new ColumnErasure(database, COLUMNS).erase(person, dryRun);
    }
}
