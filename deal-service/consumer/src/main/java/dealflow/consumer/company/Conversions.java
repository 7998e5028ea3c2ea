package dealflow.consumer.company;

import dealflow.contract.projection.ExchangeRates;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Finds the exchange rates that the deal service has published. */
@ApplicationScoped
public class Conversions {

    private final DataSource database;

    Conversions(DataSource database) {
        this.database = database;
    }

    /** The amounts of a pipeline, at the rate of a day. */
    public record Wanted(String pipeline, String currency, LocalDate on) {}

    /**
     * Of each, in their order.
     *
     * @throws MissingRatesException that names all that are not known
     */
    public List<Conversion> to(String base, List<Wanted> wanted) {
        var conversions = new ArrayList<Conversion>();
        var missing = new ArrayList<Wanted>();
        try (var connection = database.getConnection()) {
            for (var each : wanted) {
                var found = find(connection, base, each);
                if (found == null) {
                    missing.add(each);
                } else {
                    conversions.add(found);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The exchange rates could not be read", e);
        }
        if (!missing.isEmpty()) {
            throw new MissingRatesException(base, missing);
        }
        return conversions;
    }

    private static Conversion find(Connection connection, String base, Wanted wanted) throws SQLException {
        if (wanted.currency().equals(base)) {
            return Conversion.none(base, wanted.on());
        }
        return ExchangeRates.on(connection, wanted.currency(), base, wanted.on())
                .map(rate -> new Conversion(rate.currency(), base, wanted.on(), rate.validFrom(), rate.rate()))
                .orElse(null);
    }
}
