package dealflow.edge.lifecycle;

import io.quarkus.runtime.PreventFurtherStepsException;

/** When a service migrates its database. */
public enum MigrationMode {
    AT_START,
    /** And does nothing else: a Job before a rollout. */
    ONLY,
    NEVER;

    /** To be called before anything else in the service begins. */
    public void run(Runnable migrations) {
        if (this != NEVER) {
            migrations.run();
        }
        if (this == ONLY) {
            throw new PreventFurtherStepsException("The database is migrated", 0);
        }
    }
}
