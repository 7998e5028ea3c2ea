package dealflow.contract.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A team (团队) and what it was when: the value of a message on {@code dealflow.teams.v1}.
 *
 * @param key what deals of the team have as {@code team}
 * @param version 1, 2, 3, ...; each edit makes a new one
 * @param states one after another; before the first the team is a part of no other
 */
public record TeamDefinition(String key, int version, List<TeamState> states) {

    public TeamDefinition {
        states = states == null ? List.of() : List.copyOf(states);
    }

    /** What it is on a day; empty before its first. */
    public Optional<TeamState> on(LocalDate day) {
        TeamState found = null;
        for (var state : states) {
            if (!state.from().isAfter(day)) {
                found = state;
            }
        }
        return Optional.ofNullable(found);
    }
}
