package dealflow.deal.filter;

import java.util.EnumSet;
import java.util.Set;

/** What deals are chosen by, of which one of several values will do. */
public enum DealDimension {
    OWNER("owner", "owner"),
    CUSTOMER("customer", "customer_name"),
    EXTERNAL_ID("externalId", "external_id"),
    PRODUCT("product", "product"),
    SOURCE("source", "source"),
    REGION("region", "region"),
    TEAM("team", "team"),
    STAGE("stage", "stage"),
    STATUS("status", "status"),
    PIPELINE("pipeline", "pipeline");

    /** Those of which an index has the deals of a value in the order in which they were recorded, those of few deals first. */
    static final Set<DealDimension> INDEXED = EnumSet.of(OWNER, CUSTOMER, PRODUCT, SOURCE, REGION, TEAM);

    /** The same within one pipeline. */
    static final Set<DealDimension> INDEXED_WITHIN_PIPELINE = EnumSet.of(STAGE, STATUS);

    private final String parameter;
    private final String column;

    DealDimension(String parameter, String column) {
        this.parameter = parameter;
        this.column = column;
    }

    public String parameter() {
        return parameter;
    }

    String column() {
        return column;
    }
}
