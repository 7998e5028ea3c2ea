package dealflow.forecast.drilldown;

import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Deadline;
import dealflow.forecast.measure.DealPart;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Models;
import dealflow.forecast.receipts.Instalment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/** Finds the deals that a forecast's sums are made of. */
@ApplicationScoped
class ForecastDeals {

    private final Models models;

    ForecastDeals(Models models) {
        this.models = models;
    }

    /**
     * One deal of a sum.
     *
     * @param amount what it counts with, in the pipeline's currency; NaN where nobody has said it
     */
    record Found(UUID id, DealHistory deal, double amount) {}

    /** @param period in which it closed; null for what is open or owed */
    List<Found> of(InformationSet known, Measure measure, DealPart part, NamedPeriod period, Scope scope) {
        var history = known.model().history();
        var found = new ArrayList<Found>();
        models.deals(known.pipeline(), known.asOf(), (id, deal) -> {
            Deadline.check();
            if (scope.includes(deal.labels())) {
                amount(history, measure, part, period, deal)
                        .ifPresent(amount -> found.add(new Found(id, deal, amount)));
            }
        });
        return found;
    }

    private static OptionalDouble amount(
            TrainingData history, Measure measure, DealPart part, NamedPeriod period, DealHistory deal) {
        return switch (part) {
            case CLOSED -> measure == Measure.RECEIPTS ? paid(history, period, deal) : won(history, period, deal);
            case OPEN -> history.open(deal) ? OptionalDouble.of(deal.amount()) : OptionalDouble.empty();
            case OWED -> history.won(deal) ? owed(history, deal) : OptionalDouble.empty();
        };
    }

    private static OptionalDouble won(TrainingData history, NamedPeriod period, DealHistory deal) {
        return history.won(deal) && isIn(period, deal.wonDay())
                ? OptionalDouble.of(deal.amount())
                : OptionalDouble.empty();
    }

    private static OptionalDouble paid(TrainingData history, NamedPeriod period, DealHistory deal) {
        var payments = deal.paymentRecord().before(history.settledBefore()).received().stream()
                .filter(payment -> isIn(period, payment.day()))
                .toList();
        return payments.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(payments.stream()
                        .mapToDouble(PaymentRecord.Received::amount)
                        .sum());
    }

    private static OptionalDouble owed(TrainingData history, DealHistory deal) {
        if (Double.isNaN(deal.amount())) {
            return OptionalDouble.of(Double.NaN);
        }
        var owed = Instalment.of(deal.amount(), deal.paymentRecord().before(history.settledBefore())).stream()
                .mapToDouble(Instalment::unpaid)
                .sum();
        return owed > 0 ? OptionalDouble.of(owed) : OptionalDouble.empty();
    }

    private static boolean isIn(NamedPeriod period, int day) {
        return day >= period.from().toEpochDay() && day < period.to().toEpochDay();
    }
}
