package dealflow.deal.transfer;

import dealflow.contract.deal.Status;
import dealflow.deal.database.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;

/** A transfer and how far it is. */
@Entity
@Table(name = "transfer_job")
class TransferJob {

    /** A transfer's life; it waits until its day. */
    @Schema(name = "TransferStatus")
    enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED
    }

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    State status = State.WAITING;

    @Column(name = "from_owner")
    String fromOwner;

    String pipeline;

    @Enumerated(EnumType.STRING)
    @Column(name = "of_status")
    Status ofStatus;

    /** Parameters of the deal list. */
    @Convert(converter = JsonColumn.OfParameters.class)
    @ColumnTransformer(write = "?::jsonb")
    Map<String, List<String>> filter = Map.of();

    String view;

    @Column(name = "to_owner")
    String toOwner;

    @Column(name = "to_team")
    String toTeam;

    @Column(name = "effective_on")
    LocalDate effectiveOn;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    /** Why the service itself has cancelled it. */
    String problem;

    Long total;
    long processed;

    @Column(name = "last_deal")
    UUID lastDeal;
}
