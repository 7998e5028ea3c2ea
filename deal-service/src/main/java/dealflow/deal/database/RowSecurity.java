package dealflow.deal.database;

import dealflow.edge.access.Sight;
import dealflow.edge.access.Sights;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/**
 * Tells the database who asks, each time that a connection is taken from the pool: its row-level security then shows
 * only what the caller may see, also to a query that forgot to ask. The same statement says whether plans are kept ({@link KeptPlans}).
 * A connection that is told nothing shows nothing; one that could not be told, and may still know of another caller, is ended: its first
 * statement fails, and the pool replaces it. (An exception here would leave its place in the pool taken for good.)
 */
@ApplicationScoped
class RowSecurity implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(RowSecurity.class);

    /** Between teams; in no name. */
    private static final String SEPARATOR = "\u001f";

    /** As the connections are opened, see {@code dealflow.edge}'s configuration of the database. */
    private static final String PLANNED_ANEW = "force_custom_plan";

    @Inject
    Sights sights;

    @Inject
    KeptPlans plans;

    @Override
    public void onConnectionAcquire(Connection connection) {
        var sight = sights.current();
        var some = sight instanceof Sight.Some found ? found : null;
        try (var statement = connection.prepareStatement(
                """
                SELECT set_config('dealflow.sees', ?, false), set_config('dealflow.owner', ?, false),
                    set_config('dealflow.teams', ?, false), set_config('plan_cache_mode', ?, false),
                    set_config('enable_seqscan', ?, false)
                """)) {
            statement.setString(1, sight.getClass().getSimpleName().toLowerCase());
            statement.setString(2, some == null ? "" : some.owner());
            statement.setString(3, some == null ? "" : String.join(SEPARATOR, some.teams()));
            var keep = plans.wanted();
            statement.setString(4, keep ? KeptPlans.MODE : PLANNED_ANEW);
            statement.setString(5, keep ? KeptPlans.WHOLE_TABLES : "on");
            statement.execute();
        } catch (SQLException e) {
            LOG.warnf("A connection could not be told who asks, and is ended: %s", e.getMessage());
            end(connection);
        }
    }

    private static void end(Connection connection) {
        try {
            // One that broke is closed already, and unwraps no more. The pool's own abort leaves the database's session
            // as it is.
            if (!connection.isClosed()) {
                connection.unwrap(PgConnection.class).abort(Runnable::run);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A connection that does not know who asks could not be ended", e);
        }
    }
}
