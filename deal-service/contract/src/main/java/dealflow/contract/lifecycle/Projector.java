package dealflow.contract.lifecycle;

import dealflow.contract.projection.DealEventConsumer;
import dealflow.contract.projection.Projection;
import dealflow.contract.projection.Transactions;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Keeps a projection up with the events for as long as a service runs: its tables, the consumer that fills them, and
 * their rebuilding. Connections look for tables in {@code projection}, then {@code public} ({@code currentSchema}).
 */
public final class Projector implements AutoCloseable {

    private final Migrations migrations;
    private final DealEventConsumer consumer;
    private final Rebuilder rebuilder;

    /**
     * @param kafka settings of the Kafka client
     * @param group how the consumer groups' names begin
     * @param flyway finds the scripts of {@code db/consumer}, {@code db/own}, {@code db/projection} and {@code
     *     db/migration}
     * @param threads how many read and apply side by side
     */
    public Projector(
            Map<String, Object> kafka,
            String group,
            DataSource database,
            Flyway flyway,
            Projection projection,
            int threads) {
        migrations = new Migrations(flyway);
        consumer = new DealEventConsumer(kafka, group, database, projection, threads);
        var filled = new Transactions(database, Migrations.NEXT);
        rebuilder = new Rebuilder(
                database,
                new ShadowSchema(database, migrations),
                () -> new DealEventConsumer(kafka, group, filled, projection, threads));
    }

    /** Brings the tables to this version; before {@link #start}, here or in a process before. */
    public void migrate() {
        migrations.run();
    }

    /** Begins to read. */
    public void start() {
        consumer.start();
        new Thread(rebuilder, "rebuilds").start();
    }

    /** The consumer, to see how it is. */
    public DealEventConsumer consumer() {
        return consumer;
    }

    @Override
    public void close() {
        rebuilder.close();
        consumer.close();
    }
}
