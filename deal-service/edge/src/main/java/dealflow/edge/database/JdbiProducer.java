package dealflow.edge.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * SQL with named parameters. Within a transaction every handle is on the transaction's connection; else each takes one of its own.
 * What is done with a handle is statements and nothing else: whatever is called meanwhile on the same thread gets the same handle.
 */
class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(DataSource database) {
        var jdbi = Jdbi.create(database)
                .registerArgument(new Instants())
                .registerColumnMapper(Instant.class, (row, column, context) -> {
                    var time = row.getObject(column, OffsetDateTime.class);
                    return time == null ? null : time.toInstant();
                })
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(LocalDate.class, "date");
        // A statement is sent as it stands here, but for the names of its parameters.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        // Parameters are somebody's business, and stay out of the log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /** To the microsecond and in every century, as the driver does it for times with an offset alone. */
    private static final class Instants extends AbstractArgumentFactory<Instant> {

        Instants() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value.atOffset(ZoneOffset.UTC));
        }
    }
}
