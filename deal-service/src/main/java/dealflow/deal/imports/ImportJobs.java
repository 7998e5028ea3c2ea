package dealflow.deal.imports;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The imports on record. */
@ApplicationScoped
class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {

    /**
     * The latest first.
     *
     * @param requestedBy whose; null for everybody's
     * @param before the last of the page before; null for the first page
     */
    List<ImportJob> latest(String requestedBy, UUID before, int limit) {
        return find(
                        "(:all = true or requestedBy = :by) and (:first = true or id < :before) order by id desc",
                        Parameters.with("all", requestedBy == null)
                                .and("by", Objects.requireNonNullElse(requestedBy, ""))
                                .and("first", before == null)
                                .and("before", Objects.requireNonNullElse(before, new UUID(0, 0))))
                .page(0, limit)
                .list();
    }
}
