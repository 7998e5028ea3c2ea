package dealflow.local.company;

import dealflow.local.company.Company.Salesperson;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Walks one deal through the stages, up to the present: forward, over a stage, back, to a standstill, won or lost. */
final class Journey {

    private static final double SIGMA = 0.75;
    private static final double QUALIFIES = 0.52;
    private static final double SKIPS = 0.05;
    private static final double STALLS = 0.08;
    private static final double STALL_FACTOR = 6;
    private static final double CHANGES_HANDS = 0.02;
    private static final double COMES_BACK = 0.02;

    private final Chance chance;
    private final ZonedDateTime now;
    private final double quality;
    private final List<Step> steps = new ArrayList<>();
    private Salesperson owner;
    private ZonedDateTime at;

    /**
     * @param quality how good the lead is: over 1 moves on more often
     * @param now nothing happens after it
     */
    Journey(Salesperson owner, double quality, ZonedDateTime begin, ZonedDateTime now, Chance chance) {
        this.owner = owner;
        this.quality = quality;
        this.at = begin;
        this.now = now;
        this.chance = chance;
    }

    List<Step> walk() {
        step(Phase.LEAD, null);
        if (chance.happens(Math.min(0.9, QUALIFIES * Math.sqrt(quality))) && pass(5)) {
            walkFunnel(0);
        }
        return steps;
    }

    private void walkFunnel(int entry) {
        var position = entry;
        step(Phase.ALL.get(position).stage(), null);
        while (pass(Phase.ALL.get(position).days())) {
            var phase = Phase.ALL.get(position);
            if (chance.happens(phase.backward())) {
                position--;
            } else if (chance.happens(moving(phase))) {
                position += chance.happens(SKIPS) ? 2 : 1;
            } else {
                lose(phase);
                return;
            }
            if (position >= Phase.ALL.size()) {
                step("won", null);
                return;
            }
            step(Phase.ALL.get(position).stage(), null);
        }
    }

    private void lose(Phase phase) {
        step(
                "lost",
                chance.weighted(
                        phase.reasons(), reason -> 1.0 / (1 + phase.reasons().indexOf(reason))));
        if (chance.happens(COMES_BACK) && pass(90)) {
            walkFunnel(1);
        }
    }

    /** The chance to move on, with skill and quality as factors on its odds. */
    private double moving(Phase phase) {
        var odds = phase.forward() / (1 - phase.forward()) * owner.skill() * quality;
        return odds / (1 + odds);
    }

    /** Lets about so many days go by; false when the present comes first. */
    private boolean pass(double days) {
        var stay = chance.around(days * owner.pace(), SIGMA) * (chance.happens(STALLS) ? STALL_FACTOR : 1);
        var next = WorkingTime.after(at, stay, chance);
        if (next.isAfter(now)) {
            return false;
        }
        at = next;
        if (chance.happens(CHANGES_HANDS)) {
            var team = owner.team();
            owner = chance.anyOf(Company.SALESPEOPLE.stream()
                    .filter(person -> person.team().equals(team))
                    .toList());
        }
        return true;
    }

    private void step(String to, String reason) {
        steps.add(new Step(to, at, owner.name(), reason));
    }
}
