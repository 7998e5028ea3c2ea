package dealflow.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundsTest {

    @Test
    void addressesHoldUtf8() {
        assertThat(Bounds.problemOfAddress("/deals?q=100%25&a=%zz&b=%")).isNull();
        assertThat(Bounds.problemOfAddress("/deals?q=%F0%9F%98%80")).isNull();
        assertThat(Bounds.problemOfAddress("/deals?q=%00")).contains("NUL");
        assertThat(Bounds.problemOfAddress("/deals/%ED%A0%80")).contains("UTF-8");
        assertThat(Bounds.problemOfAddress("/deals?q=" + "%FF")).contains("UTF-8");
    }
}
