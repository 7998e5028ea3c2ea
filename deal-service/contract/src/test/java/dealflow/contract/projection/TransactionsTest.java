package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.lifecycle.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that is paused, wherever it is in its transaction, does not keep what it has locked from the others. */
class TransactionsTest {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private DataSource direct;
    private Proxy proxy;
    private DataSource paused;

    @BeforeEach
    void connectThroughAProxy() throws Exception {
        direct = TestDatabase.empty();
        TestDatabase.execute(direct, "CREATE TABLE kept (id int PRIMARY KEY, text text)");
        try (var connection = direct.getConnection()) {
            var url = URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
            proxy = new Proxy(url.getPort());
            var through = new PGSimpleDataSource();
            through.setServerNames(new String[] {"127.0.0.1"});
            through.setPortNumbers(new int[] {proxy.port()});
            through.setDatabaseName(connection.getCatalog());
            through.setUser(connection.getMetaData().getUserName());
            paused = through;
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void oneThatIsPausedBetweenStatementsLetsGo() throws Exception {
        assertThatOthersComeAfterPausing(transaction -> {
            lock(transaction);
            proxy.stopAfter(0);
            insert(transaction, 1);
        });
    }

    @Test
    void oneThatIsPausedInTheMiddleOfABatchLetsGo() throws Exception {
        assertThatOthersComeAfterPausing(transaction -> {
            lock(transaction);
            proxy.stopAfter(100_000);
            insert(transaction, 5000);
        });
    }

    private interface Work {
        void in(Connection transaction) throws SQLException;
    }

    private void assertThatOthersComeAfterPausing(Work work) throws Exception {
        var transactions = new Transactions(paused, null, IDLE, LONGEST);
        var pausing = CompletableFuture.supplyAsync(() -> {
            try {
                return transactions.call(transaction -> {
                    work.in(transaction);
                    return "committed";
                });
            } catch (SQLException | AssertionError e) {
                // The driver says the latter of a connection that is lost in the middle of a batch.
                return "ended";
            }
        });
        assertThat(proxy.stopped().get(60, TimeUnit.SECONDS)).isTrue();

        try (var other = direct.getConnection()) {
            try (var statement = other.createStatement()) {
                statement.execute("SET statement_timeout = '60s'");
            }
            lock(other);
        }
        proxy.close();
        assertThat(pausing.get(60, TimeUnit.SECONDS)).isEqualTo("ended");
        assertThat(TestDatabase.one(direct, "SELECT count(*) FROM kept")).isEqualTo(0L);
    }

    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(1)");
        }
    }

    private static void insert(Connection connection, int rows) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO kept VALUES (?, ?)")) {
            for (var row = 0; row < rows; row++) {
                statement.setInt(1, row);
                statement.setString(2, "x".repeat(500));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Hands on what is sent, until it is told to stop: then, as with a paused process, nothing comes and nothing closes. */
    private static final class Proxy implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final int server;
        private volatile long left = Long.MAX_VALUE;

        Proxy(int server) throws IOException {
            this.server = server;
            start(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        void stopAfter(long bytes) {
            left = bytes;
        }

        CompletableFuture<Boolean> stopped() {
            return stopped;
        }

        private void accept() {
            try (var client = socket.accept();
                    var database = new Socket(InetAddress.getLoopbackAddress(), server)) {
                start(() -> copy(database, client, false));
                start(() -> copy(client, database, true));
                closed.join();
            } catch (IOException e) {
                stopped.complete(false);
            }
        }

        private void copy(Socket from, Socket to, boolean counted) {
            try {
                var in = from.getInputStream();
                var out = to.getOutputStream();
                var bytes = new byte[1024];
                for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (counted && left < Long.MAX_VALUE) {
                        left -= read;
                    }
                    if (counted && left <= 0) {
                        stopped.complete(true);
                        return;
                    }
                    out.write(bytes, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                stopped.complete(false);
            }
        }

        private static void start(Runnable work) {
            var thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            closed.complete(null);
            socket.close();
        }
    }
}
