package dealflow.contract.projection;

import dealflow.contract.json.ContractJson;
import dealflow.contract.organisation.TeamDefinition;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The company's teams, as a consumer keeps them in the table {@code team}. */
public final class KnownTeams {

    private KnownTeams() {}

    /** Takes over a definition, unless a later one has come before it. */
    public static void define(Connection transaction, TeamDefinition team) throws SQLException {
        try (var statement = transaction.prepareStatement(
                """
                INSERT INTO team (key, version, definition) VALUES (?, ?, ?::jsonb)
                ON CONFLICT (key) DO UPDATE SET version = excluded.version, definition = excluded.definition
                WHERE team.version < excluded.version
                """)) {
            statement.setString(1, team.key());
            statement.setInt(2, team.version());
            statement.setString(3, new String(ContractJson.write(team), StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    public static List<TeamDefinition> read(Connection snapshot) throws SQLException {
        var teams = new ArrayList<TeamDefinition>();
        try (var statement = snapshot.prepareStatement("SELECT definition FROM team ORDER BY key");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                teams.add(ContractJson.readTeam(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return teams;
    }
}
