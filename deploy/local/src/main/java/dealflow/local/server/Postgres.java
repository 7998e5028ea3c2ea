package dealflow.local.server;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Folders;
import dealflow.local.process.DidNotStartException;
import dealflow.local.process.Part;
import dealflow.local.process.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A real PostgreSQL server on the loopback interface, with one database and one user per service. */
public final class Postgres implements Part, AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres.Builder builder;
    private final Path directory;
    private final Path log;
    private final String password;
    private final Optional<Certificates> certificates;
    private EmbeddedPostgres server;

    private Postgres(
            EmbeddedPostgres.Builder builder,
            Path directory,
            Path log,
            String password,
            Optional<Certificates> certificates) {
        this.certificates = certificates;
        this.builder = builder.setPGStartupWait(STARTUP).setOverrideWorkingDirectory(programs());
        this.directory = directory;
        this.log = log;
        this.password = password;
    }

    /** The library lets everybody write where it unpacks PostgreSQL's programs; the folder around it does not. */
    private static File programs() {
        try {
            return Folders.cache().resolve("postgresql").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on a port of its own choice whose data goes when it stops. */
    public static Postgres temporary() {
        var postgres = new Postgres(EmbeddedPostgres.builder(), null, null, null, Optional.empty());
        postgres.start();
        return postgres;
    }

    /** A server, not yet started, whose data stays in the folder, reached without TLS. */
    public static Postgres in(DataFolder folder, int port) {
        return in(folder, port, Optional.empty());
    }

    /** The same, by TLS if there are certificates. */
    public static Postgres in(DataFolder folder, int port, Optional<Certificates> certificates) {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.postgres())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                // The library trades durability for speed; data that stays must survive a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setConnectConfig("password", folder.password())
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.log("postgresql").toFile()));
        certificates.ifPresent(tls -> builder.setServerConfig("ssl", "on")
                .setServerConfig("ssl_min_protocol_version", "TLSv1.3")
                .setServerConfig("ssl_cert_file", tls.certificate().toString())
                .setServerConfig("ssl_key_file", tls.key().toString()));
        return new Postgres(builder, folder.postgres(), folder.log("postgresql"), folder.password(), certificates);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void start() {
        try {
            if (directory != null) {
                forgetDeadServer();
                Files.createDirectories(log.getParent());
            }
            server = builder.start();
            if (password != null) {
                askForPassword();
            }
        } catch (IOException e) {
            if (log == null) {
                throw new UncheckedIOException("PostgreSQL did not start: " + e.getMessage(), e);
            }
            throw new DidNotStartException("PostgreSQL", log);
        }
    }

    /** PostgreSQL refuses to start when the id in its file belongs to any process, be it an editor. */
    private void forgetDeadServer() throws IOException {
        if (process().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private void askForPassword() throws IOException {
        execute("ALTER ROLE postgres PASSWORD '%s'".formatted(password));
        Files.writeString(
                directory.resolve("pg_hba.conf"),
                """
                # A password for everyone, whichever way they come.
                local all all scram-sha-256
                %1$s all all 127.0.0.1/32 scram-sha-256
                %1$s all all ::1/128 scram-sha-256
                """
                        .formatted(certificates.isPresent() ? "hostssl" : "host"));
        execute("SELECT pg_reload_conf()");
    }

    /** Creates the database of a service and the user that owns it, both called {@code name}, unless they exist. */
    public void createDatabase(String name) {
        createDatabase(name, name);
    }

    public void createDatabase(String name, String userPassword) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN;
                      END IF;
                    END $$;
                    ALTER ROLE %1$s PASSWORD '%2$s'"""
                            .formatted(name, userPassword));
            try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(name))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(name));
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " could not be created: " + e.getMessage(), e);
        }
    }

    public void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused \"%s\": %s".formatted(sql, e.getMessage()), e);
        }
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl(String database) {
        return address(port(), database);
    }

    /** The same before the server has started. */
    public String address(int port, String database) {
        var plain = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        return certificates
                .map(tls -> plain + "?sslmode=verify-full&sslrootcert=" + tls.certificate())
                .orElse(plain);
    }

    @Override
    public void stop() {
        if (server == null) {
            return;
        }
        var running = process();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The library waits five seconds; the last checkpoint of much data takes longer.
        running.ifPresent(process -> Waiting.until(() -> !process.isAlive(), () -> true, PATIENCE));
    }

    @Override
    public void kill() {
        process().ifPresent(process -> {
            process.destroyForcibly();
            Waiting.until(() -> !process.isAlive(), () -> true, PATIENCE);
        });
        try {
            // Also lets go of the library's lock on the folder.
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean alive() {
        return process().isPresent();
    }

    @Override
    public Optional<ProcessHandle> process() {
        try {
            if (directory == null || !Files.exists(pidFile())) {
                return Optional.empty();
            }
            var pid = Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().command().orElse("postgres").contains("postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return directory.resolve("postmaster.pid");
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void close() {
        stop();
    }
}
