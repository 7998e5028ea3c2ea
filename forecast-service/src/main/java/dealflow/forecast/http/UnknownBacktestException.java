package dealflow.forecast.http;

import java.util.UUID;

/** There is no such backtest of the pipeline. */
final class UnknownBacktestException extends RuntimeException {

    UnknownBacktestException(UUID id) {
        super("There is no backtest '%s' of this pipeline".formatted(id));
    }
}
