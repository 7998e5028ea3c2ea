package dealflow.deal.price;

import static dealflow.deal.price.PriceRules.Answer.ESCALATE;
import static dealflow.deal.price.PriceRules.Answer.HOLD;
import static dealflow.deal.price.PriceRules.Answer.NOT_YET;
import static dealflow.deal.price.PriceRules.Answer.TRADE;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.contract.pipeline.Stage.PriceStance;
import dealflow.deal.pipeline.Language;
import dealflow.deal.price.RiskReview.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Section 1 of the design, row by row. */
class PriceRulesTest {

    private static final ApprovalLimits LIMITS = new ApprovalLimits(List.of(
            new ApprovalLimits.Limit("sales-rep", new BigDecimal("0.03")),
            new ApprovalLimits.Limit("sales-manager", new BigDecimal("0.08"))));

    @Test
    void inNeedFormationItIsTooEarlyAndInSolutionEvaluationPriceIsHeldWhateverTheReviewSays() {
        for (var state : State.values()) {
            assertThat(answer(PriceStance.NOT_YET, "0.01", "sales-rep", state)).isEqualTo(NOT_YET);
            assertThat(answer(PriceStance.HOLD, "0.01", "sales-rep", state)).isEqualTo(HOLD);
        }
    }

    @Test
    void inThePurchaseDecisionOnlyAWayToWalkAwayThatHoldsIsAReasonToTrade() {
        assertThat(answer(PriceStance.RISK_REVIEW, "0.01", "sales-rep")).isEqualTo(HOLD);
        assertThat(answer(PriceStance.RISK_REVIEW, "0.01", "sales-rep", State.OPEN))
                .isEqualTo(HOLD);
        assertThat(answer(PriceStance.RISK_REVIEW, "0.01", "sales-rep", State.RULED_OUT))
                .isEqualTo(HOLD);
        assertThat(answer(PriceStance.RISK_REVIEW, "0.01", "sales-rep", State.RULED_OUT, State.HOLDS))
                .isEqualTo(TRADE);
    }

    @Test
    void beyondOnesLimitItIsForTheNextOneWhoMay() {
        assertThat(answer(PriceStance.RISK_REVIEW, "0.03", "sales-rep", State.HOLDS))
                .isEqualTo(TRADE);
        var beyond = decide(PriceStance.RISK_REVIEW, "0.0301", "sales-rep", State.HOLDS);
        assertThat(beyond.answer()).isEqualTo(ESCALATE);
        assertThat(beyond.approver()).isEqualTo("sales-manager");
        assertThat(answer(PriceStance.RISK_REVIEW, "0.0301", "sales-manager", State.HOLDS))
                .isEqualTo(TRADE);
        assertThat(decide(PriceStance.RISK_REVIEW, "0.09", "sales-manager", State.HOLDS)
                        .approver())
                .isEqualTo("sales-ops");
        assertThat(answer(PriceStance.RISK_REVIEW, "0.9", "sales-ops", State.HOLDS))
                .isEqualTo(TRADE);
        assertThat(answer(PriceStance.RISK_REVIEW, null, "sales-rep", State.HOLDS))
                .isEqualTo(TRADE);
    }

    @Test
    void everyReasonSpeaksBothLanguages() {
        for (var reason : PriceReason.values()) {
            var details = List.of("a", "b");
            assertThat(reason.text(Language.EN, details)).isNotBlank().isNotEqualTo(reason.text(Language.ZH, details));
        }
    }

    private static PriceRules.Answer answer(PriceStance stance, String reduction, String role, State... states) {
        return decide(stance, reduction, role, states).answer();
    }

    private static PriceRules.Decision decide(PriceStance stance, String reduction, String role, State... states) {
        var ways = new ArrayList<RiskReview.Way>();
        for (var state : states) {
            ways.add(new RiskReview.Way("way " + state, state, "seen"));
        }
        return PriceRules.decide(
                stance,
                new RiskReview(1, ways, null, null),
                reduction == null ? null : new BigDecimal(reduction),
                LIMITS,
                Set.of(role));
    }
}
