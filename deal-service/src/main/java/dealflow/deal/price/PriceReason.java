package dealflow.deal.price;

import dealflow.deal.pipeline.Language;
import java.util.List;
import java.util.Map;

/** Why a request for a lower price is answered as it is. */
public enum PriceReason {
    NEED_NOT_CLEAR(
            "The customer is still forming its need: a price means nothing to it yet. Clarify the need",
            "客户仍在形成需求,此时价格没有意义:先澄清需求"),
    PRICE_MATTERS_LEAST(
            "In solution evaluation price is the customer's lowest interest: sell the solution", "方案评估阶段客户最不关心价格:推介方案"),
    NO_STANCE("This stage has no price stance: hold", "此阶段未设定价格立场:坚持价格"),
    NOT_REVIEWED(
            "List every way in which the customer could still walk away, and check each, before conceding anything",
            "在让步之前,列出客户可能退出的每一条路并逐一核实"),
    WAYS_OPEN("Not checked yet: %s", "尚未核实:%s"),
    NO_WAY_HOLDS("Every way to walk away is ruled out: there is no reason to concede", "所有退路均已排除:没有理由让步"),
    WAYS_HOLD("The customer could walk away: %s. Concede only against something in return", "客户仍可能退出:%s。让步必须有所交换"),
    OVER_LIMIT("%s is more than you may concede in this pipeline: %s decides", "降幅 %s 超出你的权限:由 %s 决定");

    private final Map<String, String> texts;

    PriceReason(String en, String zh) {
        texts = Map.of("en", en, "zh", zh);
    }

    public String text(Language language, List<String> details) {
        return language.of(texts, name()).formatted(details.toArray());
    }
}
