package dealflow.edge.access;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Where a token says who its bearer is; the defaults are those of MicroProfile JWT. */
@StaticInitSafe
@ConfigMapping(prefix = "dealflow.access")
interface AccessConfig {

    /** The claim with the name under which its bearer owns deals. */
    @WithDefault("upn")
    String subjectClaim();

    /** The claim with the roles; a slash leads into an object, as in {@code realm_access/roles}. */
    @WithDefault("groups")
    String roleClaim();

    /** The claim with the teams, likewise. */
    @WithDefault("teams")
    String teamClaim();

    /** The signatures that are believed; whatever the provider's keys could do besides. */
    @WithDefault("RS256,ES256")
    Set<String> algorithms();

    /** Whether this service answers statistics, of which everybody sees a part. */
    @WithDefault("false")
    boolean statistics();
}
