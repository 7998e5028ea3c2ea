package dealflow.edge.access;

/** Who may do what (README, "Who sees what"). A role is a person's; a scope is what a service account was given. */
public final class Roles {

    public static final String REP = "sales-rep";
    public static final String MANAGER = "sales-manager";
    public static final String OPS = "sales-ops";
    public static final String VIEWER = "viewer";

    /** A service account. The role alone allows nothing: each of its scopes does. */
    public static final String INTEGRATOR = "integrator";

    public static final String DEALS_READ = "deals:read";
    public static final String DEALS_WRITE = "deals:write";
    public static final String IMPORTS_WRITE = "imports:write";
    public static final String EVENTS_READ = "events:read";
    public static final String WEBHOOKS_WRITE = "webhooks:write";
    public static final String STATISTICS_READ = "statistics:read";

    private Roles() {}
}
