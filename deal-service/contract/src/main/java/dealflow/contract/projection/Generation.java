package dealflow.contract.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One build of the projection's tables; a rebuild puts another one in its place.
 *
 * @param groupSuffix what the consumer group's name ends with that fills it
 */
record Generation(UUID id, String groupSuffix) {

    static Generation of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id, group_suffix FROM generation");
                var rows = statement.executeQuery()) {
            rows.next();
            return new Generation(rows.getObject(1, UUID.class), rows.getString(2));
        }
    }

    /** Who applies events to it holds this lock shared; who must be alone with it, alone. */
    long lock() {
        return id.getMostSignificantBits();
    }
}
