package dealflow.forecast.accuracy;

import dealflow.contract.forecast.ForecastAccuracy;
import dealflow.contract.forecast.ForecastEvent;
import dealflow.contract.forecast.HorizonAccuracy;
import dealflow.contract.json.ContractJson;
import dealflow.contract.pipeline.Pipeline;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.outbox.EventFigures;
import dealflow.forecast.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells how good a pipeline's monthly forecasts have been, where that has changed, and once a day at most. */
@ApplicationScoped
class AccuracyEvents {

    private final Outbox outbox;

    AccuracyEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void append(Handle transaction, Pipeline pipeline, UUID backtest, Measure measure, AccuracyReport found) {
        var now = EventFigures.time(Instant.now());
        if (found.overall() != null
                && isNew(transaction, pipeline.key(), day(pipeline, now), accuracy(null, measure, found))) {
            outbox.append(
                    transaction,
                    pipeline.key(),
                    List.of(ForecastEvent.of(now, pipeline.currency(), accuracy(backtest, measure, found))));
        }
    }

    private static LocalDate day(Pipeline pipeline, Instant now) {
        return LocalDate.ofInstant(now, pipeline.timeZone());
    }

    /** @param accuracy without the backtest, which is another one each time */
    private static boolean isNew(Handle transaction, String pipeline, LocalDate day, ForecastAccuracy accuracy) {
        return transaction
                        .createUpdate(
                                """
                                INSERT INTO accuracy_told AS told (pipeline, measure, day, accuracy)
                                VALUES (:pipeline, :measure, :day, :accuracy::jsonb)
                                ON CONFLICT (pipeline, measure) DO UPDATE SET day = excluded.day, accuracy = excluded.accuracy
                                WHERE told.day < excluded.day AND told.accuracy <> excluded.accuracy
                                """)
                        .bind("pipeline", pipeline)
                        .bind("measure", accuracy.measure())
                        .bind("day", day)
                        .bind("accuracy", new String(ContractJson.write(accuracy), StandardCharsets.UTF_8))
                        .execute()
                == 1;
    }

    private static ForecastAccuracy accuracy(UUID backtest, Measure measure, AccuracyReport found) {
        return new ForecastAccuracy(
                backtest,
                EventFigures.name(measure),
                "month",
                found.first(),
                found.last(),
                found.origins(),
                horizon(found.overall()),
                found.horizons().stream().map(AccuracyEvents::horizon).toList());
    }

    private static HorizonAccuracy horizon(AccuracyReport.Horizon horizon) {
        var total = horizon.total();
        return new HorizonAccuracy(
                horizon.ahead() == 0 ? null : horizon.ahead(),
                horizon.forecasts(),
                EventFigures.rounded(total.wape()),
                EventFigures.rounded(total.bias()),
                EventFigures.rounded(total.coverage()),
                horizon.better());
    }
}
