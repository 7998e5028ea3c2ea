package dealflow.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsTheFirstColumnLeftAndNumbersRight() {
        assertThat(new Table()
                        .row("stage", "deals")
                        .row("opportunity", "7")
                        .row("won", "1,204")
                        .lines())
                .containsExactly("stage        deals", "opportunity      7", "won          1,204");
    }
}
