package dealflow.deal.price;

import dealflow.contract.pipeline.Stage;
import dealflow.deal.pipeline.Language;
import java.util.Map;

/** What the manual says of price, by stance: where it stands among the customer's concerns, and what we do. */
public enum PriceText {
    NOT_YET(
            "Price is not a concern yet; cost comes second to a clear need",
            "价格尚不是关注点;成本次于清晰的需求",
            "Do not negotiate: clarify the need",
            "不谈价:先澄清需求"),
    HOLD("Price is what the customer cares about least", "价格是客户此时最不关心的", "Refuse: sell the solution", "拒绝降价:推介方案"),
    RISK_REVIEW(
            "Lower if it can be, but that does not decide",
            "能低则低,但不起决定作用",
            "The risk review decides: hold where no way to walk away holds, else trade against something in return",
            "由风险评估决定:客户无路可退则坚持,否则有条件地让步"),
    NONE("", "", "This stage has no price stance", "此阶段未设定价格立场");

    private final Map<String, String> concern;
    private final Map<String, String> action;

    PriceText(String concern, String concernZh, String action, String actionZh) {
        this.concern = Map.of("en", concern, "zh", concernZh);
        this.action = Map.of("en", action, "zh", actionZh);
    }

    public static PriceText of(Stage.PriceStance stance) {
        return stance == null ? NONE : valueOf(stance.name());
    }

    public String concern(Language language) {
        return this == NONE ? null : language.of(concern, null);
    }

    public String action(Language language) {
        return language.of(action, null);
    }
}
