package dealflow.contract.projection;

import dealflow.contract.event.DealEvent;
import dealflow.contract.field.FieldDefinition;
import dealflow.contract.organisation.TeamDefinition;
import dealflow.contract.payment.ExchangeRateOfDay;
import dealflow.contract.pipeline.Pipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a consumer makes of the events, in tables of its own. */
public interface Projection {

    /**
     * Applies events within a transaction that the caller ends.
     *
     * @param events each exactly once and in the order of its deal's sequence; several deals may be mixed
     */
    void apply(Connection transaction, List<DealEvent> events) throws SQLException;

    /** Takes over a pipeline's definition; the same one may come more than once. */
    void define(Connection transaction, Pipeline pipeline) throws SQLException;

    /** Takes over the definition of one of the company's own fields, like a pipeline's; nothing, unless it is of use. */
    default void define(Connection transaction, FieldDefinition field) throws SQLException {}

    /** Takes over the definition of a team, likewise. */
    default void define(Connection transaction, TeamDefinition team) throws SQLException {}

    /** Takes over an exchange rate, like a pipeline's definition; nothing, unless it is of use. */
    default void define(Connection transaction, ExchangeRateOfDay rate) throws SQLException {}
}
