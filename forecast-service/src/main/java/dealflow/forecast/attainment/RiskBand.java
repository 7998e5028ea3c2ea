package dealflow.forecast.attainment;

/**
 * When a target is at risk. Between the two chances it stays what it was, so that one that goes up and down by little is not told again and
 * again (hysteresis).
 *
 * @param below a target whose chance falls below is at risk
 * @param above one at risk whose chance rises above is back on course
 */
record RiskBand(double below, double above) {

    RiskBand {
        if (!(0 <= below && below <= above && above <= 1)) {
            throw new IllegalArgumentException(
                    "dealflow.forecast.target-at-risk-below (%s) must be from 0 up to dealflow.forecast.target-back-above (%s), and that at most 1"
                            .formatted(below, above));
        }
    }

    boolean isAtRisk(boolean before, double chance) {
        return before ? chance <= above : chance < below;
    }
}
