package dealflow.forecast.http;

/** Who may do what (section "Access" of the README). */
final class Roles {

    static final String REP = "sales-rep";
    static final String MANAGER = "sales-manager";
    static final String OPS = "sales-ops";
    static final String INTEGRATOR = "integrator";
    static final String VIEWER = "viewer";

    private Roles() {}
}
