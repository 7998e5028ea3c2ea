package dealflow.contract.organisation;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a team is from a day on, until the day of the next one.
 *
 * @param from the first day
 * @param names by language, {@code en} and {@code zh}
 * @param parent the key of the team that it is a part of; null for none
 * @param managers the names of people, as tokens name them
 */
public record TeamState(LocalDate from, Map<String, String> names, @Nullable String parent, List<String> managers) {

    public TeamState {
        names = names == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(names));
        managers = managers == null ? List.of() : List.copyOf(managers);
    }
}
