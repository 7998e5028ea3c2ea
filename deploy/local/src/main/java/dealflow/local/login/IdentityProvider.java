package dealflow.local.login;

import java.util.Map;

/** Whoever signs the tokens of a local system. */
public interface IdentityProvider {

    /** What a service has to know to believe them. */
    Map<String, String> settings();

    /** A token for a user of that role, valid for as long as anyone works in a day. */
    String token(Role role);
}
