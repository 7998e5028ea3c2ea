package dealflow.deal.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.ExchangeRates;
import dealflow.deal.csv.CsvLines;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.refusal.InvalidFieldException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads rows as an import of new deals does, and writes nothing. */
@ApplicationScoped
public class LineTrial {

    @Inject
    FieldDefinitions fields;

    @Inject
    ObjectMapper json;

    @Inject
    ExchangeRates rates;

    @Inject
    Clock clock;

    private LineReader reader;

    @PostConstruct
    void begin() {
        reader = new LineReader(json, fields::imported);
    }

    /**
     * What comes of a row.
     *
     * @param deal as far as it could be read; null if it could not
     * @param field the file's column that cannot be taken; null if it is taken
     * @param problem why; null if it is taken
     */
    public record Tried(ImportedDeal deal, String field, String problem) {}

    public Tried row(CsvLines csv, Map<String, String> row, Pipeline pipeline, String actor) {
        ImportedDeal deal = null;
        try {
            var line = csv.line(row);
            try {
                deal = reader.read(line);
                HistoryReplay.live(deal, pipeline, clock.instant(), actor, rates::convert, UnaryOperator.identity());
                return new Tried(deal, null, null);
            } catch (InvalidFieldException e) {
                return new Tried(deal, csv.place(e.field(), row), e.getMessage());
            }
        } catch (InvalidFieldException e) {
            return new Tried(deal, e.field(), e.getMessage());
        }
    }
}
