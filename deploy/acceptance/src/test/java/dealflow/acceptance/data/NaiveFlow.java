package dealflow.acceptance.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The terms of the flow's balance, counted deal by deal and move by move. */
final class NaiveFlow {

    /** Counts and amounts by stage, then term. */
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();

    private final Map<String, Map<String, BigDecimal>> amounts = new HashMap<>();

    private final Map<String, List<BigDecimal>> moves = new TreeMap<>();

    static NaiveFlow of(List<Loan> loans, Instant from, Instant to) {
        var flow = new NaiveFlow();
        for (var loan : loans) {
            flow.standing("opening", loan, from.minusNanos(1));
            flow.standing("closing", loan, to.minusNanos(1));
            String before = null;
            for (var entry : loan.visits()) {
                var at = entry.at().toInstant();
                if (!at.isBefore(from) && at.isBefore(to)) {
                    flow.move(loan, before, entry.to());
                }
                before = entry.to();
            }
        }
        return flow;
    }

    private void standing(String term, Loan loan, Instant moment) {
        var stage = loan.stageAt(moment);
        if (Loan.STAGES.contains(String.valueOf(stage))) {
            add(stage, term, loan);
        }
    }

    private void move(Loan loan, String from, String to) {
        if (from != null) {
            moves.computeIfAbsent(from + " to " + to, any -> new ArrayList<>()).add(loan.amount());
        }
        if (from == null) {
            add(to, "in", loan);
        } else if (to.equals("won") || to.equals("lost")) {
            add(from, to, loan);
        } else {
            var direction = Loan.STAGES.indexOf(to) > Loan.STAGES.indexOf(from) ? "forward" : "backward";
            add(from, direction + "Out", loan);
            add(to, direction + "In", loan);
        }
    }

    private void add(String stage, String term, Loan loan) {
        counts.computeIfAbsent(stage, any -> new TreeMap<>()).merge(term, 1, Integer::sum);
        amounts.computeIfAbsent(stage, any -> new TreeMap<>()).merge(term, loan.amount(), BigDecimal::add);
    }

    Map<String, String> stage(String stage) {
        var terms = new TreeMap<String, String>();
        counts.getOrDefault(stage, Map.of())
                .forEach((term, count) -> terms.put(
                        term, count + "/" + amounts.get(stage).get(term).toBigInteger()));
        return terms;
    }

    /** How many moved from each stage to each other, won or lost, and of what amount. */
    Map<String, String> moves() {
        var terms = new TreeMap<String, String>();
        moves.forEach((move, amount) -> terms.put(
                move,
                amount.size() + "/"
                        + amount.stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .toBigInteger()));
        return terms;
    }

    Map<String, String> total() {
        var count = new TreeMap<String, Integer>();
        var amount = new TreeMap<String, BigDecimal>();
        counts.values().forEach(terms -> terms.forEach((term, more) -> count.merge(term, more, Integer::sum)));
        amounts.values().forEach(terms -> terms.forEach((term, more) -> amount.merge(term, more, BigDecimal::add)));
        var terms = new TreeMap<String, String>();
        count.forEach(
                (term, all) -> terms.put(term, all + "/" + amount.get(term).toBigInteger()));
        return terms;
    }
}
