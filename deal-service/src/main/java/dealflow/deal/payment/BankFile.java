package dealflow.deal.payment;

import dealflow.contract.payment.Money;
import dealflow.deal.Deals;
import dealflow.deal.refusal.ConflictException;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.edge.access.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Books the lines of a bank's file on the deals that they are for, none twice. */
@ApplicationScoped
public class BankFile {

    /** Of advisory locks: those of banks' references. */
    private static final int LOCK_SPACE = 0x62616e6b;

    /** What parts the words of a payer's text: an invoice's or an order's number may have dots, strokes and slashes. */
    private static final String BETWEEN_WORDS = "[^\\p{L}\\p{N}._/-]+";

    private static final int MOST_CANDIDATES = 10;

    @Inject
    Payments payments;

    @Inject
    PaymentRows rows;

    @Inject
    Deals deals;

    @Inject
    Jdbi database;

    @Inject
    Sights sights;

    /**
     * A line of a bank's file.
     *
     * @param bankReference the bank's own, which no other line has
     * @param reference what the payer wrote, in which a deal's externalId may stand
     * @param deal the deal, if it is known
     * @param pipeline of the externalId; null for any
     * @param externalId of the deal, if it is known
     */
    public record Line(
            String bankReference,
            String reference,
            UUID deal,
            String pipeline,
            String externalId,
            Money amount,
            LocalDate receivedOn) {}

    /** What became of a line. */
    public enum Result {
        /** Booked now. */
        MATCHED,
        /** Booked already, as the bank's reference says. */
        REPEATED,
        /** For one of several deals; nothing is booked. */
        AMBIGUOUS,
        /** For no deal that is known; nothing is booked. */
        UNKNOWN,
        /** For a deal on which it cannot be booked. */
        REFUSED
    }

    /**
     * What became of a line.
     *
     * @param deal null unless it is one
     * @param payment null unless it is booked
     * @param candidates deals that it may be for, where they are several
     * @param refusal null unless it is refused
     */
    record Outcome(
            Result result, UUID deal, RecordedPayment payment, List<Candidate> candidates, RuntimeException refusal) {}

    /**
     * A deal that a line may be for.
     *
     * @param owed what of its amount has not come in, in its currency
     */
    record Candidate(
            UUID id,
            String pipeline,
            String externalId,
            String title,
            String owner,
            String team,
            BigDecimal amount,
            String currency,
            BigDecimal owed) {}

    private record Booked(UUID dealId, String paymentId) {}

    /** Books each line for itself, in one transaction. */
    @Transactional
    public List<Outcome> book(List<Line> lines, String actor) {
        // In one order, so that two files never wait for each other.
        var keys = lines.stream().map(line -> line.bankReference().hashCode()).toArray(Integer[]::new);
        database.useHandle(transaction -> transaction.execute(
                "SELECT pg_advisory_xact_lock(?, key) FROM (SELECT DISTINCT unnest(?::int[]) AS key ORDER BY key) AS keys",
                LOCK_SPACE,
                keys));
        var candidates = lines.stream().map(this::candidates).toList();
        deals.lockAll(candidates.stream()
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0).id())
                .toList());
        var outcomes = new ArrayList<Outcome>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            outcomes.add(outcome(lines.get(i), candidates.get(i), actor));
            deals.letGo();
        }
        return outcomes;
    }

    private Outcome outcome(Line line, List<Candidate> candidates, String actor) {
        var before = booked(line.bankReference());
        if (before.isPresent()) {
            return repeated(line, before.get());
        }
        var missing = missing(line);
        if (missing != null) {
            return new Outcome(
                    Result.REFUSED, null, null, List.of(), new InvalidFieldException(missing, "is required"));
        }
        if (candidates.isEmpty()) {
            return new Outcome(Result.UNKNOWN, null, null, List.of(), null);
        }
        if (candidates.size() > 1) {
            return new Outcome(
                    Result.AMBIGUOUS,
                    null,
                    null,
                    candidates.stream().limit(MOST_CANDIDATES).toList(),
                    null);
        }
        var deal = candidates.get(0).id();
        try {
            var reference = line.reference() == null ? line.bankReference() : line.reference();
            var payment = payments.received(deal, line.amount(), line.receivedOn(), reference, actor);
            rows.flush();
            database.useHandle(transaction -> transaction.execute(
                    """
                    INSERT INTO bank_entry (bank_reference, deal_id, payment_id) VALUES (?, ?, ?)
                    ON CONFLICT (bank_reference) DO UPDATE SET deal_id = excluded.deal_id, payment_id = excluded.payment_id
                    """,
                    line.bankReference(),
                    deal,
                    payment.id()));
            return new Outcome(Result.MATCHED, deal, payment, List.of(), null);
        } catch (InvalidFieldException refused) {
            // Thrown before anything is changed.
            return new Outcome(Result.REFUSED, deal, null, List.of(), refused);
        }
    }

    private static String missing(Line line) {
        if (line.amount() == null) {
            return "amount";
        }
        if (line.amount().amount() == null) {
            return "amount.amount";
        }
        return line.amount().currency() == null ? "amount.currency" : line.receivedOn() == null ? "receivedOn" : null;
    }

    /** By the bank's reference; a payment that was taken back is none, and may be booked where it belongs. */
    private Optional<Booked> booked(String bankReference) {
        return database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT entry.deal_id, entry.payment_id FROM bank_entry AS entry
                        JOIN payment ON payment.deal_id = entry.deal_id AND payment.id = entry.payment_id
                        WHERE entry.bank_reference = :reference AND payment.taken_back_at IS NULL
                        """)
                .bind("reference", bankReference)
                .map(ConstructorMapper.of(Booked.class))
                .findOne());
    }

    private Outcome repeated(Line line, Booked before) {
        var payment = rows.of(before.dealId()).stream()
                .map(PaymentRow::payment)
                .filter(each -> each.id().equals(before.paymentId()))
                .findFirst()
                .orElseThrow();
        var same = line.amount() != null
                && line.amount().amount() != null
                && payment.amount().currency().equals(line.amount().currency())
                && line.amount().amount().compareTo(payment.amount().amount()) == 0
                && payment.receivedOn().equals(line.receivedOn());
        return same
                ? new Outcome(Result.REPEATED, before.dealId(), payment, List.of(), null)
                : new Outcome(
                        Result.REFUSED,
                        before.dealId(),
                        null,
                        List.of(),
                        new ConflictException(
                                "The bank's reference '%s' is on record with %s %s of %s: each line needs one of its own"
                                        .formatted(
                                                line.bankReference(),
                                                payment.amount().amount().toPlainString(),
                                                payment.amount().currency(),
                                                payment.receivedOn())));
    }

    /** The deals that a line may be for: the one that it names, or those of which an externalId stands in the payer's text. */
    private List<Candidate> candidates(Line line) {
        var keys = line.deal() != null
                ? List.<String>of()
                : line.externalId() != null ? List.of(line.externalId()) : words(line.reference());
        if (line.deal() == null && keys.isEmpty()) {
            return List.of();
        }
        var sight = sights.current();
        // Not as entities: a deal's row is not read before it is locked.
        var found = database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT id, pipeline, external_id, title, owner, team, amount, currency,
                            amount - coalesce((SELECT sum(payment.amount) FROM payment WHERE deal_id = deal.id
                                AND payment.currency = deal.currency AND taken_back_at IS NULL), 0) AS owed
                        FROM deal WHERE (id = :deal::uuid OR external_id = ANY (:keys))
                            AND (:pipeline::text IS NULL OR pipeline = :pipeline::text) ORDER BY id
                        """)
                .bind("deal", line.deal())
                .bind("keys", keys.toArray(String[]::new))
                .bind("pipeline", line.deal() == null ? line.pipeline() : null)
                .map(ConstructorMapper.of(Candidate.class))
                .list());
        var theirs = found.stream()
                .filter(deal -> sight.sees(deal.owner(), deal.team()))
                .toList();
        return theirs.size() < 2 ? theirs : owing(line, theirs);
    }

    private static List<String> words(String reference) {
        return reference == null
                ? List.of()
                : Stream.concat(Stream.of(reference), Arrays.stream(reference.split(BETWEEN_WORDS)))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Of several the one that owes just this much, if it is one. */
    private static List<Candidate> owing(Line line, List<Candidate> found) {
        var owing = found.stream()
                .filter(deal -> deal.owed() != null
                        && line.amount() != null
                        && line.amount().amount() != null
                        && deal.currency().equals(line.amount().currency())
                        && deal.owed().compareTo(line.amount().amount()) == 0)
                .toList();
        return owing.size() == 1 ? owing : found;
    }
}
