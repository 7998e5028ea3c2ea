package dealflow.deal.database;

import dealflow.edge.lifecycle.MigrationMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Brings the database to this version, before anything reads or writes it. */
@ApplicationScoped
class DatabaseSchema {

    private static final int FIRST = 1;

    void migrate(
            @Observes @Priority(FIRST) StartupEvent event,
            @ConfigProperty(name = "dealflow.migrate") MigrationMode mode,
            Flyway flyway) {
        mode.run(flyway::migrate);
    }
}
