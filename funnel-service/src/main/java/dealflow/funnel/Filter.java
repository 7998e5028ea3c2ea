package dealflow.funnel;

import java.util.function.Predicate;

/** Which deals a statistic is about; a null field excludes none. Whoever may not see all is narrowed here too. */
public record Filter(String owner, String team, String product, String source, String region)
        implements Predicate<DealState> {

    public static final Filter NONE = new Filter(null, null, null, null, null);

    @Override
    public boolean test(DealState state) {
        return matches(owner, state.owner())
                && matches(team, state.team())
                && matches(product, state.product())
                && matches(source, state.source())
                && matches(region, state.region());
    }

    private static boolean matches(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
