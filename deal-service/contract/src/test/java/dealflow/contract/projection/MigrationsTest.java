package dealflow.contract.projection;

import static dealflow.contract.projection.TestDatabase.execute;
import static dealflow.contract.projection.TestDatabase.one;
import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The two parts of a consumer's database, from nothing and from what an earlier version has left. */
class MigrationsTest {

    @Test
    void anEmptyDatabaseGetsAProjectionOfItsOwnGroup() throws Exception {
        var database = TestDatabase.empty();
        TestDatabase.migrations(database).run();
        TestDatabase.migrations(database).run();
        assertThat(one(database, "SELECT group_suffix = '-' || id FROM projection.generation"))
                .isEqualTo(true);
        assertThat(one(database, "SELECT count(*) FROM public.rebuild")).isEqualTo(0L);
        assertThat(schemaOf(database, "deal_position")).isEqualTo("projection");
    }

    @Test
    void theTablesOfAnEarlierVersionMoveAndGoOnWithTheirGroup() throws Exception {
        var database = TestDatabase.empty();
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("public")
                .locations("db/projection")
                .target("0002")
                .load()
                .migrate();
        // As a service's own migrations did, with a higher number than what is still to come.
        execute(database, "CREATE TABLE public.deal_state (deal_id uuid)");
        execute(
                database,
                """
                INSERT INTO public.flyway_schema_history
                SELECT 3, '0100', 'funnel', type, script, checksum, installed_by, installed_on, execution_time, success
                FROM public.flyway_schema_history WHERE installed_rank = 1
                """);
        execute(database, "INSERT INTO public.deal_position VALUES ('00000000-0000-0000-0000-000000000001', 3)");
        execute(database, "CREATE SCHEMA other");
        execute(database, "CREATE TABLE other.untouched (id int)");

        var migrations = TestDatabase.migrations(database);
        migrations.run();

        assertThat(one(database, "SELECT sequence FROM projection.deal_position"))
                .isEqualTo(3L);
        assertThat(one(database, "SELECT applied_in < pg_snapshot_xmin(pg_current_snapshot()) FROM deal_position"))
                .isEqualTo(true);
        assertThat(one(database, "SELECT group_suffix FROM projection.generation"))
                .isEqualTo("");
        assertThat(schemaOf(database, "deal_state")).isEqualTo("projection");
        assertThat(schemaOf(database, "untouched")).isEqualTo("other");
        assertThat(
                        one(
                                database,
                                "SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("own_schema_history,rebuild");
        migrations.run();
    }

    private static Object schemaOf(DataSource database, String table) throws Exception {
        return one(database, "SELECT schemaname FROM pg_tables WHERE tablename = '" + table + "'");
    }
}
