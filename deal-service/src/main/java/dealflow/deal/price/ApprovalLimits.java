package dealflow.deal.price;

import dealflow.deal.refusal.InvalidFieldException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who may concede how much of a price in a pipeline. Kept beside the pipeline and not in it, because a definition is
 * published, and what we would concede is nobody else's business.
 *
 * @param limits none means that everybody may concede anything
 */
public record ApprovalLimits(List<Limit> limits) {

    /** The role that no limit holds. */
    static final String UNLIMITED = "sales-ops";

    /**
     * How much one role may concede.
     *
     * @param largestReduction the part of the price, from 0 to 1
     */
    @Schema(requiredProperties = {"role", "largestReduction"})
    public record Limit(String role, BigDecimal largestReduction) {}

    public ApprovalLimits {
        limits = limits == null ? List.of() : List.copyOf(limits);
    }

    /**
     * The same.
     *
     * @throws InvalidFieldException if a limit is no part of a price, or a role has two
     */
    ApprovalLimits checked() {
        var roles = new HashSet<String>();
        for (var i = 0; i < limits.size(); i++) {
            var field = "limits[%d]".formatted(i);
            var limit = limits.get(i);
            if (limit.role() == null || limit.role().isBlank() || !roles.add(limit.role())) {
                throw new InvalidFieldException(field + ".role", "is required, each once");
            }
            if (limit.largestReduction() == null
                    || limit.largestReduction().signum() < 0
                    || limit.largestReduction().compareTo(BigDecimal.ONE) > 0) {
                throw new InvalidFieldException(
                        field + ".largestReduction", "is required: a part of the price from 0 to 1, such as 0.05");
            }
        }
        return this;
    }

    boolean allow(BigDecimal reduction, Set<String> roles) {
        return limits.isEmpty()
                || roles.contains(UNLIMITED)
                || limits.stream()
                        .anyMatch(limit ->
                                roles.contains(limit.role()) && reduction.compareTo(limit.largestReduction()) <= 0);
    }

    /** Every role that may concede that much. */
    List<String> approvers(BigDecimal reduction) {
        return Stream.concat(
                        limits.stream()
                                .filter(limit -> reduction.compareTo(limit.largestReduction()) <= 0)
                                .map(Limit::role),
                        Stream.of(UNLIMITED))
                .distinct()
                .toList();
    }

    /** The lowest role that may concede that much. */
    String approver(BigDecimal reduction) {
        return limits.stream()
                .filter(limit -> reduction.compareTo(limit.largestReduction()) <= 0)
                .min(Comparator.comparing(Limit::largestReduction))
                .map(Limit::role)
                .orElse(UNLIMITED);
    }
}
