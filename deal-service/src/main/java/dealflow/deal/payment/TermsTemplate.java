package dealflow.deal.payment;

import dealflow.contract.payment.PaymentTerm;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Payment terms as they are usually agreed, to copy into a deal.
 *
 * @param names by language
 */
@Schema(requiredProperties = {"key", "names", "paymentTerms"})
public record TermsTemplate(String key, Map<String, String> names, List<PaymentTerm> paymentTerms) {

    private static final String LADING = "BILL_OF_LADING";

    /** Those that ship. */
    public static final List<TermsTemplate> ALL = List.of(
            new TermsTemplate("prepaid", names("All with the order", "下单全款"), List.of(term("ORDER", "1", 0))),
            new TermsTemplate(
                    "30-70-lading-15",
                    names("30 % with the order, 70 % 15 days after the B/L", "30% 定金,提单后 15 天付 70%"),
                    List.of(term("ORDER", "0.3", 0), term(LADING, "0.7", 15))),
            new TermsTemplate(
                    "30-70-lading",
                    names("30 % with the order, 70 % against the B/L", "30% 定金,见提单付 70%"),
                    List.of(term("ORDER", "0.3", 0), term(LADING, "0.7", 0))),
            new TermsTemplate("lading-60", names("60 days after the B/L", "提单后 60 天"), List.of(term(LADING, "1", 60))),
            new TermsTemplate(
                    "invoice-30", names("30 days after the invoice", "发票后 30 天"), List.of(term("INVOICE", "1", 30))),
            new TermsTemplate(
                    "30-60-10-acceptance",
                    names(
                            "30 % with the order, 60 % on delivery, 10 % 30 days after acceptance",
                            "定金 30%,交货 60%,验收后 30 天 10%"),
                    List.of(term("ORDER", "0.3", 0), term("DELIVERY", "0.6", 0), term("ACCEPTANCE", "0.1", 30))));

    private static Map<String, String> names(String en, String zh) {
        return Map.of("en", en, "zh", zh);
    }

    private static PaymentTerm term(String milestone, String share, int offsetDays) {
        return new PaymentTerm(milestone, new BigDecimal(share), offsetDays);
    }
}
