package dealflow.deal.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * PostgreSQL's driver, whose connections break: before a step of a transaction, so that it is not done, or after it, so that
 * it is done and nobody is told. A step is a statement or a commit.
 */
public final class FaultyDriver implements Driver {

    /** How many of a thousand steps break. */
    static volatile int perMille;

    /** How often each kind of step broke, by its first words, before and after it was done. */
    static final Map<String, AtomicInteger> BROKEN = new ConcurrentHashMap<>();

    private static final AtomicInteger DELETES = new AtomicInteger();

    private final Driver driver = new org.postgresql.Driver();

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        var connection = driver.connect(url, properties);
        return connection == null ? null : faulty(connection);
    }

    private static Connection faulty(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "commit" -> step(connection, "COMMIT", () -> method.invoke(connection, arguments));
            case "prepareStatement" ->
                faulty(
                        PreparedStatement.class,
                        (PreparedStatement) method.invoke(connection, arguments),
                        connection,
                        (String) arguments[0]);
            case "createStatement" ->
                faulty(Statement.class, (Statement) method.invoke(connection, arguments), connection, null);
            default -> method.invoke(connection, arguments);
        });
    }

    private static <S extends Statement> S faulty(Class<S> type, S statement, Connection connection, String sql) {
        return proxy(type, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return method.invoke(statement, arguments);
            }
            var text = arguments == null ? sql : (String) arguments[0];
            return step(connection, text, () -> method.invoke(statement, arguments));
        });
    }

    private static Object step(Connection connection, String sql, Call call) throws Throwable {
        // There are few of the relay's last steps: the first breaks before it, the second after it, and so on with four
        // that do not break between.
        var turn =
                perMille > 0 && sql.startsWith("DELETE FROM outbox_unpublished") ? DELETES.incrementAndGet() % 6 : -1;
        if (turn == 1 || breaks()) {
            throw broken(connection, sql, "before ");
        }
        var result = call.run();
        if (turn == 2 || breaks()) {
            throw broken(connection, sql, "after ");
        }
        return result;
    }

    private static boolean breaks() {
        return ThreadLocalRandom.current().nextInt(1000) < perMille;
    }

    private static SQLException broken(Connection connection, String sql, String when) throws SQLException {
        var words = sql.strip().toUpperCase(Locale.ROOT).split("\\s+");
        var what =
                words[0] + (sql.contains("outbox_unpublished") ? " UNPUBLISHED" : sql.contains("deal ") ? " DEAL" : "");
        BROKEN.computeIfAbsent(when + what, any -> new AtomicInteger()).incrementAndGet();
        connection.abort(Runnable::run);
        return new SQLException("broken " + when + what, "08006");
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private interface Handler {
        Object invoke(Method method, Object[] arguments) throws Throwable;
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Handler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return handler.invoke(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
