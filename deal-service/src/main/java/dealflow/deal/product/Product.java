package dealflow.deal.product;

import dealflow.contract.payment.Money;
import jakarta.annotation.Nullable;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that is sold.
 *
 * @param key as deals and their lines name it
 * @param names by language, {@code en} and {@code zh}
 * @param unit what quantities of it count, such as {@code piece}; may be null
 * @param listPrice of one unit; may be null
 */
@Schema(requiredProperties = {"key", "names"})
public record Product(String key, Map<String, String> names, @Nullable String unit, @Nullable Money listPrice) {}
