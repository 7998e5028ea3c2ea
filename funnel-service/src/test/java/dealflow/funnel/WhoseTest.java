package dealflow.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dealflow.local.authorization.WhoseNumbers;
import dealflow.local.fixture.BackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose funnel one may ask for. */
@QuarkusTest
@QuarkusTestResource(BackingServices.class)
class WhoseTest {

    private final WhoseNumbers funnel = new WhoseNumbers("/funnels/nowhere");

    @Test
    void oneAsksForWhatOneSees() {
        assertThat(funnel.differences()).isEmpty();
    }

    @Test
    void groupsAreAskedForByWhoSeesAllOfThem() {
        assertThat(funnel.ask("sales-rep", "/breakdown?by=owner&owner=ann")).isEqualTo(404);
        assertThat(funnel.ask("sales-rep", "/breakdown?by=product&team=north")).isEqualTo(404);
        for (var others : List.of("/flow", "/breakdown?by=owner&team=north")) {
            assertThat(funnel.ask("sales-rep", others)).as(others).isEqualTo(403);
        }
        assertThat(funnel.ask("sales-manager", "/breakdown?by=owner&team=north"))
                .isEqualTo(404);
    }

    @Test
    void ofSeveralValuesOneSeesEachOrAsksForNone() {
        assertThat(funnel.ask("sales-manager", "?team=north&owner=bob&owner=cy&product=lamps&product="))
                .isEqualTo(404);
        assertThat(funnel.ask("sales-manager", "?team=north&team=south")).isEqualTo(403);
        assertThat(funnel.ask("sales-manager", "?owner=ann&owner=bob")).isEqualTo(403);
        assertThat(funnel.ask("sales-ops", "?team=north&team=south")).isEqualTo(404);
    }

    /** A group and a small one, less the group, is the small one. */
    @Test
    void whoSeesSumsOnlyAsksForOneValueAtATime() {
        for (var several : List.of("?team=north&team=south", "?product=a&product=b", "/flow?region=EU&region=")) {
            assertThat(funnel.ask("viewer", several)).as(several).isEqualTo(403);
        }
        assertThat(funnel.ask("viewer", "?field=incoterm:FOB&field=incoterm:CIF"))
                .isEqualTo(403);
        // Two filters: each is a field of its own, and there are none here.
        assertThat(funnel.ask("viewer", "?field=incoterm:FOB&field=sampled:true"))
                .isNotEqualTo(403);
        assertThat(funnel.ask("sales-rep", "?team=north&product=a&product=b")).isEqualTo(403);
        assertThat(funnel.ask("sales-rep", "?owner=ann&product=a&product=b")).isEqualTo(404);
    }
}
