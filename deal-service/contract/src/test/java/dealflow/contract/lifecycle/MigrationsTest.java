package dealflow.contract.lifecycle;

import static dealflow.contract.lifecycle.TestDatabase.one;
import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The two parts of a consumer's database. */
class MigrationsTest {

    @Test
    void ownTruthAndProjectionAreApart() throws Exception {
        var database = TestDatabase.empty();
        TestDatabase.migrate(database);
        TestDatabase.migrate(database);
        assertThat(one(database, "SELECT count(*) FROM projection.generation")).isEqualTo(1L);
        assertThat(one(database, "SELECT count(*) FROM public.rebuild")).isEqualTo(0L);
        assertThat(schemaOf(database, "deal_position")).isEqualTo("projection");
    }

    private static Object schemaOf(DataSource database, String table) throws Exception {
        return one(database, "SELECT schemaname FROM pg_tables WHERE tablename = '" + table + "'");
    }
}
