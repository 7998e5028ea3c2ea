package dealflow.contract.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.lifecycle.TestDatabase;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.organisation.TeamState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTeamsTest {

    private static TeamDefinition team(String key, int version, String parent) {
        return new TeamDefinition(
                key,
                version,
                List.of(new TeamState(LocalDate.parse("2026-01-01"), Map.of("zh", "团队"), parent, List.of("mia"))));
    }

    @Test
    void theLatestVersionOfEachIsKept() throws Exception {
        var database = TestDatabase.empty();
        TestDatabase.migrate(database);
        try (var connection = database.getConnection()) {
            for (var team : List.of(team("north", 2, "europe"), team("north", 1, null), team("europe", 1, null))) {
                KnownTeams.define(connection, team);
            }
            assertThat(KnownTeams.read(connection))
                    .containsExactly(team("europe", 1, null), team("north", 2, "europe"));
        }
    }
}
