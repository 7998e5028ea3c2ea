package dealflow.forecast.refusal;

import java.util.UUID;

/** There is no such backtest of the pipeline. */
public final class UnknownBacktestException extends RuntimeException {

    public UnknownBacktestException(UUID id) {
        super("There is no backtest '%s' of this pipeline".formatted(id));
    }
}
