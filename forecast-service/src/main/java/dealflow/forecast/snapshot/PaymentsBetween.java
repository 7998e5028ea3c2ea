package dealflow.forecast.snapshot;

import dealflow.contract.payment.MilestoneReached;
import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.PaymentRecord.Received;
import dealflow.forecast.history.TrainingData;
import java.util.ArrayList;
import java.util.List;

/**
 * What was paid of a deal between two moments.
 *
 * @param meanwhile what came in between, and what was given back
 * @param inTime all that was received by the later moment, without what was known too late: payments of before the earlier one that had
 *     not been known, and mistakes that had not been taken back
 * @param milestones the same of what was reached
 * @param is what is known at the later moment of all that was received by then
 */
record PaymentsBetween(
        List<Received> meanwhile, List<Received> inTime, List<MilestoneReached> milestones, List<Received> is) {

    /** @param was null where the deal was not known */
    static PaymentsBetween of(DealHistory was, TrainingData earlier, DealHistory is, TrainingData later) {
        var first = was == null ? List.<Received>of() : received(was, earlier);
        var second = received(is, later);
        var reached =
                was == null ? List.<MilestoneReached>of() : was.paymentRecord().milestones();
        // A part of the day may have been known.
        var firstDay = earlier.settledBefore() - 1;
        var milestones = milestones(reached, is.paymentRecord().milestones(), firstDay);
        if (first.equals(second)) {
            return new PaymentsBetween(List.of(), second, milestones, second);
        }
        var meanwhile = without(second, first).stream()
                .filter(payment -> payment.day() >= firstDay)
                .toList();
        var inTime = new ArrayList<>(first);
        inTime.addAll(meanwhile);
        // Where nothing came late it is what is known, and in the same order.
        var isAll = inTime.size() == second.size() && without(inTime, second).isEmpty();
        return new PaymentsBetween(meanwhile, isAll ? second : inTime, milestones, second);
    }

    private static List<Received> received(DealHistory deal, TrainingData known) {
        return deal.paymentRecord().before(known.settledBefore()).received();
    }

    private static <T> List<T> without(List<T> some, List<T> others) {
        var left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left;
    }

    private static List<MilestoneReached> milestones(
            List<MilestoneReached> was, List<MilestoneReached> is, int firstDay) {
        if (was.equals(is)) {
            return is;
        }
        var inTime = is.stream()
                .filter(reached -> was.contains(reached) || reached.reachedOn().toEpochDay() >= firstDay)
                .toList();
        return inTime.size() == is.size() ? is : inTime;
    }

    /** What was paid in between on some days, nothing given back. */
    double paid(int from, int to) {
        return meanwhile.stream()
                .filter(payment -> payment.day() >= from && payment.day() < to && payment.amount() > 0)
                .mapToDouble(Received::amount)
                .sum();
    }

    /** What was given back, below zero. */
    double refunded(int from, int to) {
        return meanwhile.stream()
                .filter(payment -> payment.day() >= from && payment.day() < to && payment.amount() < 0)
                .mapToDouble(Received::amount)
                .sum();
    }

    /** What was known too late of these days. */
    double late(int from, int to) {
        return inTime == is ? 0 : sum(is, from, to) - sum(inTime, from, to);
    }

    boolean isPaid() {
        return meanwhile.stream().anyMatch(payment -> payment.amount() > 0);
    }

    static double sum(List<Received> received, int from, int to) {
        var sum = 0.0;
        for (var payment : received) {
            if (payment.day() >= from && payment.day() < to) {
                sum += payment.amount();
            }
        }
        return sum;
    }

    /** A record of how it is paid, with the payments and milestones that were known in time. */
    PaymentRecord inTime(PaymentRecord terms) {
        return new PaymentRecord(terms.customer(), terms.terms(), milestones, inTime);
    }
}
