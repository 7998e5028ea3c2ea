package dealflow.deal;

import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** As the service runs: behind both locks. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class RowAccessTest extends RowAccess {}
