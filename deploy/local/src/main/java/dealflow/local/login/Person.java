package dealflow.local.login;

import java.util.List;

/**
 * Somebody whom one can be on a local system.
 *
 * @param name the name under which it owns deals
 */
public record Person(String name, Role role, List<String> teams) {

    public Person(Role role) {
        this(role.label(), role, List.of());
    }
}
