package dealflow.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One caller cannot take all streams of a replica. */
class OpenStreamsTest {

    @Test
    void oneCallerHasSomeAndAllTogetherHaveTheRest() {
        var streams = new OpenStreams(3, 2);
        assertThat(streams.open("ann")).isNull();
        assertThat(streams.open("ann")).isNull();
        assertThat(streams.open("ann")).contains("You have 2 streams");
        assertThat(streams.open("bob")).isNull();
        assertThat(streams.open("cai")).startsWith("3 streams are open here");
        streams.close("ann");
        assertThat(streams.count()).isEqualTo(2);
        assertThat(streams.open("cai")).isNull();
        streams.close("cai");
        assertThat(streams.open("ann")).isNull();
        assertThat(streams.open("ann")).contains("You have 2 streams");
    }
}
