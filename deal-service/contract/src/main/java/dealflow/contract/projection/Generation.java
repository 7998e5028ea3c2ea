package dealflow.contract.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** One build of the projection's tables; a rebuild puts another one in its place. */
record Generation(UUID id) {

    static Generation of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id FROM generation");
                var rows = statement.executeQuery()) {
            rows.next();
            return new Generation(rows.getObject(1, UUID.class));
        }
    }

    /** The consumer group that fills it: tables that start empty are read into from the first event. */
    String group(String service) {
        return service + "-" + id;
    }

    /** Who applies events to it holds this lock shared; who must be alone with it, alone. */
    long lock() {
        return id.getMostSignificantBits();
    }
}
