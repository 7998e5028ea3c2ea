package dealflow.deal;

import static dealflow.deal.DealApi.lead;
import static dealflow.deal.DealApi.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.BackingServices;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a business asks of its deals, for dashboards: whoever's deals they are. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class DealMetersTest {

    @Inject
    DealMeters meters;

    @Inject
    MeterRegistry metrics;

    @Test
    void dealsAreCountedByPipelineAndStatus() throws SQLException {
        var pipeline = pipeline();
        lead(pipeline);
        lead(pipeline);

        meters.count();

        assertThat(metrics.get("dealflow.deals")
                        .tags("pipeline", pipeline, "status", "LEAD")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(metrics.get("dealflow.deals.amount")
                        .tags("pipeline", pipeline, "status", "LEAD")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(0);
    }
}
