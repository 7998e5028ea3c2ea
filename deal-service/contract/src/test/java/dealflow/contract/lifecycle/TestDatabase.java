package dealflow.contract.lifecycle;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL server for all tests of this module; each test has a database of its own. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static int databases;

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database, whose connections look for tables in {@code projection}, then {@code public}. */
    public static synchronized DataSource empty() throws SQLException {
        var name = "test" + ++databases;
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return SERVER.getDatabase("postgres", name, Map.of("currentSchema", "projection,public"));
    }

    /** Creates the tables of {@code db/consumer} and {@code db/projection}, or leaves them as they are. */
    public static void migrate(DataSource database) {
        new Migrations(Flyway.configure()
                        .dataSource(database)
                        .locations("db/consumer", "db/own", "db/projection", "db/migration")
                        .failOnMissingLocations(false)
                        .load())
                .run();
    }

    public static Object one(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1);
        }
    }

    public static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
