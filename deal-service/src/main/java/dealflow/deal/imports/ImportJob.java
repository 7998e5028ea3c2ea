package dealflow.deal.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;

/** An import and how far it is. */
@Entity
@Table(name = "import_job")
class ImportJob {

    /** A job's life. */
    @Schema(name = "ImportStatus")
    enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    State status = State.RUNNING;

    String format;

    @Enumerated(EnumType.STRING)
    ImportMode mode = ImportMode.CREATE;

    @Column(name = "dry_run")
    boolean dryRun;

    @ColumnTransformer(write = "?::jsonb")
    String mapping;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    long total;
    long processed;
    long imported;
    long changed;
    long unchanged;
    long errors;
    String problem;
}
