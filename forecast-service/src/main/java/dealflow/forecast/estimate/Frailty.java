package dealflow.forecast.estimate;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.Scope;
import dealflow.forecast.load.Forked;
import dealflow.forecast.load.Spread;
import dealflow.forecast.survival.Shrinkage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whose deals win more and whose win less than all: a multiplier of the chance to win per team, and within it per owner, each
 * shrunk toward the group above (gamma-Poisson). Every deal counts with its own owner's multiplier, whatever is asked, so
 * that the forecasts of groups add up to that of the whole.
 */
public final class Frailty {

    /** Everybody's like all. */
    static final Frailty ALIKE = new Frailty(Map.of(), List.of(1.0));

    private final Map<Owner, Integer> segments;
    private final List<Double> multipliers;

    private Frailty(Map<Owner, Integer> segments, List<Double> multipliers) {
        this.segments = segments;
        this.multipliers = multipliers;
    }

    private record Owner(String team, String owner) {

        @Override
        public int hashCode() {
            return Spread.of(team.hashCode(), owner.hashCode());
        }

        public static Owner of(Scope.Labels labels) {
            return new Owner(
                    Objects.requireNonNullElse(labels.team(), ""), Objects.requireNonNullElse(labels.owner(), ""));
        }
    }

    static Frailty estimate(List<DealHistory> lives, ObservedAndExpected wins) {
        var byLabels = Forked.many(lives, some -> byLabels(some, wins), Frailty::plus);
        var byTeam = new HashMap<String, Map<Owner, double[]>>();
        byLabels.forEach((labels, counts) -> {
            var owner = Owner.of(labels);
            var sums = byTeam.computeIfAbsent(owner.team, team -> new HashMap<>())
                    .computeIfAbsent(owner, key -> new double[2]);
            sums[0] += counts[0];
            sums[1] += counts[1];
        });
        var teams = new ArrayList<>(byTeam.keySet());
        teams.sort(null);
        var teamRatios = Shrinkage.ratios(
                teams.stream().mapToDouble(team -> sum(byTeam.get(team), 0)).toArray(),
                teams.stream().mapToDouble(team -> sum(byTeam.get(team), 1)).toArray());
        var segments = new HashMap<Owner, Integer>();
        var multipliers = new ArrayList<>(List.of(1.0));
        for (var i = 0; i < teamRatios.length; i++) {
            var owners = byTeam.get(teams.get(i));
            var names = owners.keySet().stream()
                    .sorted(Comparator.comparing(Owner::owner))
                    .toList();
            var ratios = Shrinkage.ratios(
                    names.stream().mapToDouble(name -> owners.get(name)[0]).toArray(),
                    names.stream().mapToDouble(name -> owners.get(name)[1]).toArray());
            for (var j = 0; j < ratios.length; j++) {
                var multiplier = teamRatios[i] * ratios[j];
                if (multiplier != 1) {
                    segments.put(names.get(j), multipliers.size());
                    multipliers.add(multiplier);
                }
            }
        }
        return new Frailty(segments, multipliers);
    }

    private static Map<Scope.Labels, double[]> plus(
            Map<Scope.Labels, double[]> sums, Map<Scope.Labels, double[]> more) {
        more.forEach((labels, own) -> sums.merge(labels, own, (one, other) -> {
            one[0] += other[0];
            one[1] += other[1];
            return one;
        }));
        return sums;
    }

    /** {@code [0]} wins seen and {@code [1]} expected. */
    private static Map<Scope.Labels, double[]> byLabels(List<DealHistory> lives, ObservedAndExpected wins) {
        var byLabels = new HashMap<Scope.Labels, double[]>();
        for (var deal : lives) {
            Scope.Labels visitor = null;
            var sums = new double[0];
            for (var i = 0; i < deal.visits().size(); i++) {
                // Mostly the one of before.
                if (deal.visitor(i) != visitor) {
                    visitor = deal.visitor(i);
                    sums = byLabels.computeIfAbsent(visitor, key -> new double[2]);
                }
                var counts = wins.of(deal, deal.visits().get(i));
                sums[0] += counts[0];
                sums[1] += counts[1];
            }
        }
        return byLabels;
    }

    /** The segment of a deal with these labels; 0 for one that is like all. */
    public int segment(Scope.Labels labels) {
        return segments.getOrDefault(Owner.of(labels), 0);
    }

    public double multiplier(int segment) {
        return multipliers.get(segment);
    }

    /**
     * The chance to have won, of those whose hazard of winning in the presence of losing is a multiple of that of all:
     * proportional subdistribution hazards (Fine and Gray 1999), which keep it between 0 and 1.
     */
    public double of(int segment, double chance) {
        return segment == 0 ? chance : 1 - Math.pow(1 - Math.min(1, chance), multipliers.get(segment));
    }

    private static double sum(Map<Owner, double[]> owners, int index) {
        return owners.values().stream().mapToDouble(sums -> sums[index]).sum();
    }
}
