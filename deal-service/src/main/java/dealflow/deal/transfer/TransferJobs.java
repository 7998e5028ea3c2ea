package dealflow.deal.transfer;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The transfers on record. */
@ApplicationScoped
class TransferJobs implements PanacheRepositoryBase<TransferJob, UUID> {

    /** The latest first, behind one. */
    List<TransferJob> latest(UUID before, int limit) {
        return (before == null ? find("order by id desc") : find("id < ?1 order by id desc", before))
                .page(0, limit)
                .list();
    }
}
