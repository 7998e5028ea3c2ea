package dealflow.contract.event;

/** Where the events are. */
public final class Topics {

    /** Changes of deals: key = deal id, 12 partitions, kept for ever. */
    public static final String DEALS = "dealflow.deals.v1";

    /** More would move keys to other partitions, and lose the order of a deal's events. */
    public static final int DEAL_PARTITIONS = 12;

    /** Definitions of pipelines: key = pipeline key, one partition, compacted. */
    public static final String PIPELINES = "dealflow.pipelines.v1";

    /** Definitions of companies' own fields: key = {@code fields/} and the field's key, one partition, compacted. */
    public static final String FIELDS = "dealflow.fields.v1";

    /** Definitions of teams: key = {@code teams/} and the team's key, one partition, compacted. */
    public static final String TEAMS = "dealflow.teams.v1";

    /** Exchange rates: key = {@code exchange-rates/CHF/USD/2026-03-01}, one partition, compacted. */
    public static final String EXCHANGE_RATES = "dealflow.exchange-rates.v1";

    /** What is forecast, committed to and at risk: key = pipeline key, one partition, kept for 30 days. */
    public static final String FORECASTS = "dealflow.forecasts.v1";

    /** The CloudEvents attribute that holds an event's type, as a Kafka header. */
    public static final String TYPE_HEADER = "ce_type";

    private Topics() {}
}
