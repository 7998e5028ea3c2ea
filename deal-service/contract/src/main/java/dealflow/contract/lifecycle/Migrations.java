package dealflow.contract.lifecycle;

import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Migrates a consumer's database, in two parts: its own truth in schema {@code public} ({@code db/consumer} and
 * {@code db/own}), and what can be rebuilt from the events in a schema that a rebuild replaces ({@code db/projection}
 * and {@code db/migration}).
 */
final class Migrations {

    static final String LIVE = "projection";
    static final String NEXT = "projection_next";

    private static final List<String> OWN = List.of("db/consumer", "db/own");
    private static final List<String> REBUILDABLE = List.of("db/projection", "db/migration");

    private final Flyway all;

    /** @param all finds the scripts of all four places, and the database */
    Migrations(Flyway all) {
        this.all = all;
    }

    /** Migrates the own truth, and the projection that answers. */
    void run() {
        run(OWN, "public");
        run(LIVE);
    }

    /** Creates or migrates the rebuildable tables in a schema. */
    void run(String schema) {
        run(REBUILDABLE, schema);
    }

    private void run(List<String> folders, String schema) {
        var part = Flyway.configure(all.getConfiguration().getClassLoader())
                .configuration(all.getConfiguration())
                .schemas(schema)
                .defaultSchema(schema)
                .failOnMissingLocations(false)
                // The consumer's scripts and the service's are numbered apart, and do not wait for each other.
                .outOfOrder(true)
                .locations(folders.stream().map("classpath:"::concat).toArray(String[]::new));
        var found = all.getConfiguration().getResourceProvider();
        if (found != null) {
            part.resourceProvider(new Only(found, folders));
        }
        part.load().migrate();
    }

    /** Of the scripts that the framework has found when it was built, those of some folders. */
    private record Only(ResourceProvider all, List<String> folders) implements ResourceProvider {

        @Override
        public LoadableResource getResource(String name) {
            return all.getResource(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String... suffixes) {
            return all.getResources(prefix, suffixes).stream()
                    .filter(script -> folders.stream()
                            .anyMatch(folder -> script.getRelativePath().startsWith(folder + "/")))
                    .toList();
        }
    }
}
