package dealflow.deal.recognition;

import java.text.Normalizer;
import java.util.Locale;

/** Names as they are compared: without case, width, spaces and signs. */
final class Names {

    private Names() {}

    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Systems write "Deal - Title", "Opportunity Name", 商机名称. */
    static String shortened(String name) {
        return plain(name).replaceFirst("^(opportunity|opp|deal|商机|销售机会|项目|订单)+(?=.)", "");
    }
}
