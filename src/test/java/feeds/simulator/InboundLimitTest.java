package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundLimitTest {

    @Test
    void countsTheLastSecondOnly() {
        InboundLimit limit = new InboundLimit(2);

        assertThat(limit.allows(0)).isTrue();
        assertThat(limit.allows(500_000_000)).isTrue();
        assertThat(limit.allows(1_000_000_000)).isTrue();
        assertThat(limit.allows(1_499_999_999)).isFalse();
    }
}
