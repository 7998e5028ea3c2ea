package dealflow.forecast;

import dealflow.contract.payment.MilestoneReached;
import dealflow.contract.payment.PaymentTerm;
import dealflow.forecast.history.CloseDate;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up histories of two stages, with orders paid at once, in instalments, late, partly, or not yet. */
public final class RandomPipelines {

    public static final int TODAY = (int) LocalDate.of(2026, 6, 15).toEpochDay();
    public static final List<PaymentTerm> SHIPPED = List.of(
            new PaymentTerm("ORDER", new BigDecimal("0.3"), 0),
            new PaymentTerm("BILL_OF_LADING", new BigDecimal("0.7"), 15));
    public static final List<PaymentTerm> NET_30 = List.of(new PaymentTerm("ORDER", BigDecimal.ONE, 30));

    private RandomPipelines() {}

    public static TrainingData history(long seed, int deals) {
        var random = new Random(seed);
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < deals; i++) {
            lives.add(life(random));
        }
        return new TrainingData(lives, 2, TODAY);
    }

    /** The same deals, of which some owners win more than others. */
    public static TrainingData unequal(TrainingData history) {
        var random = new Random(1);
        var lives = history.lives().stream()
                .map(life -> {
                    var owner = "o" + (life.won() ? random.nextInt(3) : 2 + random.nextInt(4));
                    return new DealHistory(
                            new Scope.Labels(owner, "t", life.labels().product(), null, null),
                            life.quoted(),
                            life.amount(),
                            life.enteredDay(),
                            life.wonDay(),
                            life.closeDates(),
                            life.visits(),
                            life.paymentRecord());
                })
                .toList();
        return new TrainingData(lives, history.stages(), history.today());
    }

    private static DealHistory life(Random random) {
        var labels = new Scope.Labels(
                "o" + random.nextInt(4),
                "t" + random.nextInt(2),
                "p" + random.nextInt(3),
                null,
                random.nextBoolean() ? "north" : null);
        var entered = TODAY - 1 - random.nextInt(500);
        var moved = entered + random.nextInt(30);
        var decided = moved + random.nextInt(60);
        var won = random.nextInt(10) < 4;
        var visits = new ArrayList<Visit>();
        if (moved >= TODAY) {
            visits.add(new Visit(0, entered, Visit.OPEN, 0));
        } else {
            visits.add(new Visit(0, entered, moved, 1));
            visits.add(
                    decided >= TODAY ? new Visit(1, moved, Visit.OPEN, 1) : new Visit(1, moved, decided, won ? 2 : 3));
        }
        var amount = 100 + random.nextInt(9900);
        var wonDay = won && decided < TODAY ? decided : -1;
        return new DealHistory(
                labels,
                amount,
                amount,
                entered,
                wonDay,
                closeDates(random, entered, decided),
                List.copyOf(visits),
                paymentRecord(random, wonDay, amount));
    }

    /** Half of the deals have one, which does not say much. */
    private static List<CloseDate> closeDates(Random random, int entered, int decided) {
        return random.nextBoolean() || entered >= TODAY
                ? List.of()
                : List.of(new CloseDate(entered, decided - 20 + random.nextInt(40), false));
    }

    private static PaymentRecord paymentRecord(Random random, int wonDay, double amount) {
        var terms = random.nextInt(3) == 0 ? SHIPPED : NET_30;
        var received = new ArrayList<PaymentRecord.Received>();
        var milestones = new ArrayList<MilestoneReached>();
        if (wonDay >= 0) {
            var shipped = wonDay + 20 + random.nextInt(20);
            if (terms == SHIPPED && shipped < TODAY) {
                milestones.add(new MilestoneReached("BILL_OF_LADING", LocalDate.ofEpochDay(shipped)));
            }
            for (var term : terms) {
                var due = (term.milestone().equals("ORDER") ? wonDay : shipped) + term.offsetDays();
                var paid = due - 5 + random.nextInt(30);
                if (paid < TODAY && random.nextInt(20) > 0) {
                    received.add(new PaymentRecord.Received(
                            paid, amount * term.share().doubleValue()));
                }
            }
        }
        return new PaymentRecord("c" + random.nextInt(40), terms, milestones, received);
    }
}
