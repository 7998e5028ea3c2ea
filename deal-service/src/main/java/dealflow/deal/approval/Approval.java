package dealflow.deal.approval;

import dealflow.deal.refusal.Missing;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was asked of somebody else about a deal, and what became of it.
 *
 * @param dealVersion the version that the deal was at when it was asked
 * @param subject what is asked
 * @param why in the words of whoever asks
 * @param approvers the roles that may decide
 * @param decision null while nobody has
 * @param usedAt when what was approved was done; null while it was not
 */
@Schema(
        requiredProperties = {
            "id",
            "dealId",
            "dealVersion",
            "subject",
            "why",
            "askedBy",
            "askedAt",
            "approvers",
            "status"
        })
public record Approval(
        UUID id,
        UUID dealId,
        long dealVersion,
        Subject subject,
        String why,
        String askedBy,
        Instant askedAt,
        List<String> approvers,
        Status status,
        @Nullable Decision decision,
        @Nullable Instant usedAt) {

    /** Whether a move that lacks this is the one that is asked for, and lacks no more than was told. */
    public boolean lets(String to, List<Missing> missing) {
        return to.equals(subject.to()) && Key.of(subject.missing()).containsAll(Key.of(missing));
    }

    private record Key(Missing.Kind kind, String key) {

        static List<Key> of(List<Missing> missing) {
            return missing.stream()
                    .map(each -> new Key(each.kind(), each.key()))
                    .toList();
        }
    }

    /** What an approval is about. */
    @Schema(name = "ApprovalKind")
    public enum Kind {
        /** A price that is further down than whoever asks may go. */
        CONCESSION,
        /** A move although the deal lacks something. */
        MOVE
    }

    /**
     * What is asked.
     *
     * @param priceRequest of a concession: the number of the price request
     * @param reduction of a concession: the part of the price, from 0 to 1, that may be conceded at most
     * @param to of a move: the stage
     * @param missing of a move: what it may lack
     */
    @Schema(
            name = "ApprovalSubject",
            requiredProperties = {"kind", "missing"})
    public record Subject(
            Kind kind,
            @Nullable Integer priceRequest,
            @Nullable BigDecimal reduction,
            @Nullable String to,
            List<Missing> missing) {

        public static Subject concession(int priceRequest, BigDecimal reduction) {
            return new Subject(Kind.CONCESSION, priceRequest, reduction, null, List.of());
        }

        public static Subject move(String to, List<Missing> missing) {
            return new Subject(Kind.MOVE, null, null, to, missing);
        }
    }

    /** Where an approval stands. */
    @Schema(name = "ApprovalStatus")
    public enum Status {
        /** Nobody has decided. */
        OPEN,
        APPROVED,
        REJECTED,
        /** Approved, and its time is over. */
        EXPIRED,
        /** The deal's amount, payment terms or stage are others than when it was asked. */
        VOID,
        /** What was approved is done. */
        USED
    }

    /**
     * What was decided.
     *
     * @param until how long an approval holds; null for a rejection
     */
    @Schema(
            name = "ApprovalDecision",
            requiredProperties = {"approved", "by", "at", "reason"})
    public record Decision(boolean approved, String by, Instant at, String reason, @Nullable Instant until) {}
}
