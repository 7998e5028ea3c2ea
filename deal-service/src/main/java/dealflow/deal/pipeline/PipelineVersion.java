package dealflow.deal.pipeline;

import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.database.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** One version of a pipeline's definition; versions are added, never changed. */
@Entity
@Table(name = "pipeline")
@IdClass(PipelineVersion.Key.class)
class PipelineVersion {

    @Id
    String key;

    @Id
    int version;

    @Convert(converter = JsonColumn.OfPipeline.class)
    @ColumnTransformer(write = "?::jsonb")
    Pipeline definition;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    static PipelineVersion of(Pipeline pipeline, Instant at, String by) {
        var version = new PipelineVersion();
        version.key = pipeline.key();
        version.version = pipeline.version();
        version.definition = pipeline;
        version.createdAt = at;
        version.createdBy = by;
        return version;
    }

    static final class Key implements Serializable {
        private static final long serialVersionUID = 1;

        String key;
        int version;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && key.equals(that.key) && version == that.version;
        }

        @Override
        public int hashCode() {
            return key.hashCode() * 31 + version;
        }
    }
}
