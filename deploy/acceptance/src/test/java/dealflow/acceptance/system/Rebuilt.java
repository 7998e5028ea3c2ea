package dealflow.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.fixture.SchemaRows;
import dealflow.local.stack.Service;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The undisturbed run of the same events: both projections, built again from the first event. */
public final class Rebuilt {

    private Rebuilt() {}

    /**
     * Whether the tables that answer equal rebuilt ones, byte for byte. The rebuilt ones answer afterwards.
     *
     * @param meanwhile what happens while they are rebuilt
     */
    public static void equalsTheLiveTables(Runnable meanwhile) {
        var services = List.of(Dealflow.stack().funnels(), Dealflow.stack().forecasts());
        var live = new HashMap<String, Map<String, List<String>>>();
        var rebuilds = new HashMap<String, String>();
        for (var service : services) {
            live.put(service.name(), rows(service));
            rebuilds.put(
                    service.name(),
                    Dealflow.operate(service)
                            .post("/rebuilds")
                            .then()
                            .statusCode(202)
                            .extract()
                            .path("id"));
        }
        meanwhile.run();
        for (var service : services) {
            var id = rebuilds.get(service.name());
            Dealflow.await(
                    service.name() + " is rebuilt", () -> !status(service, id).equals("RUNNING"));
            assertThat(status(service, id)).isEqualTo("DONE");
            var rebuilt = rows(service);
            assertThat(rebuilt.keySet()).contains("deal_position", "deal_state", "parked_event", "pipeline");
            assertThat(rebuilt.get("deal_state"))
                    .as("there is something to compare")
                    .isNotEmpty();
            rebuilt.forEach((table, rows) -> assertThat(rows)
                    .as("%s of the %s", table, service.name())
                    .isEqualTo(live.get(service.name()).get(table)));
        }
    }

    private static String status(Service service, String id) {
        return Dealflow.operate(service).get("/rebuilds/" + id).jsonPath().getString("status");
    }

    private static Map<String, List<String>> rows(Service service) {
        try (var connection = Dealflow.connect(service)) {
            return SchemaRows.of(connection, "projection");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
