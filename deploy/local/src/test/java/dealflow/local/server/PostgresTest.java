package dealflow.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Folders;
import dealflow.local.stack.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @TempDir
    Path directory;

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        try (var folder = DataFolder.open(directory.resolve("data"));
                var postgres = Postgres.in(folder, Ports.free().postgres())) {
            postgres.start();
            postgres.createDatabase("deal", folder.password());
            execute(postgres, folder.password(), "CREATE TABLE kept AS SELECT 42 AS answer");

            postgres.kill();
            assertThat(postgres.alive()).isFalse();
            postgres.start();
            postgres.createDatabase("deal", folder.password());

            assertThat(answer(postgres, folder.password())).isEqualTo(42);
        }
    }

    @Test
    void asksForThePasswordOfItsFolder() {
        try (var folder = DataFolder.open(directory.resolve("data"));
                var postgres = Postgres.in(folder, Ports.free().postgres())) {
            postgres.start();
            postgres.createDatabase("deal", folder.password());

            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("deal"), "deal", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("deal"), "postgres", "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aDatabaseIsOpenToItsOwnPasswordOnly() throws SQLException {
        try (var folder = DataFolder.open(directory.resolve("data"));
                var postgres = Postgres.in(folder, Ports.free().postgres())) {
            postgres.start();
            postgres.createDatabase("deal", folder.password());
            postgres.createDatabase("deal", folder.password("deal"));
            postgres.createDatabase("funnel", folder.password("funnel"));

            assertThat(query(postgres, folder.password("deal"), "SELECT 1")).isEqualTo("1");
            for (var other : List.of(folder.password(), folder.password("funnel"))) {
                assertThatThrownBy(() -> query(postgres, other, "SELECT 1"))
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void itsProgramsAreTheOwnersAlone() throws Exception {
        try (var postgres = Postgres.temporary()) {
            var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "postgres");
            try (connection;
                    var row = connection
                            .createStatement()
                            .executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
                row.next();
                assertThat(Path.of(row.getString(1))).startsWith(Folders.cache());
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Folders.cache())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void writesThroughToTheDiskWhereTheDataStays() throws SQLException {
        try (var folder = DataFolder.open(directory.resolve("data"));
                var postgres = Postgres.in(folder, Ports.free().postgres())) {
            postgres.start();
            postgres.createDatabase("deal", folder.password());

            assertThat(setting(postgres, folder.password(), "fsync")).isEqualTo("on");
            assertThat(setting(postgres, folder.password(), "synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    @Test
    void startsThoughAnotherProgramNowHasTheIdOfItsDeadServer() throws Exception {
        try (var folder = DataFolder.open(directory.resolve("data"));
                var postgres = Postgres.in(folder, Ports.free().postgres())) {
            postgres.start();
            postgres.kill();
            var pidFile = folder.postgres().resolve("postmaster.pid");
            var lines = Files.readAllLines(pidFile);
            lines.set(0, String.valueOf(ProcessHandle.current().pid()));
            Files.write(pidFile, lines);

            postgres.start();

            assertThat(postgres.alive()).isTrue();
        }
    }

    private static void execute(Postgres postgres, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("deal"), "deal", password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int answer(Postgres postgres, String password) throws SQLException {
        return Integer.parseInt(query(postgres, password, "SELECT answer FROM kept"));
    }

    private static String setting(Postgres postgres, String password, String name) throws SQLException {
        return query(postgres, password, "SHOW " + name);
    }

    private static String query(Postgres postgres, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("deal"), "deal", password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
