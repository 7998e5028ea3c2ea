package dealflow.funnel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the ledger is loaded; until then, how far that is. */
@Readiness
@ApplicationScoped
class ImagesReady implements HealthCheck {

    @Inject
    Images images;

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("the ledger is in memory")
                .status(images.ready())
                .withData("rowsLoaded", images.loaded());
        images.problem().ifPresent(problem -> check.withData("problem", problem));
        return check.build();
    }
}
