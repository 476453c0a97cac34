package feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60                            | PT1M",
                "' 7 '                         | PT7S",
                "0                             | PT1S",
                "999999999                     | PT72H",
                "Wed, 21 Oct 2026 07:29:30 GMT | PT1M30S",
                "Wed, 21 Oct 2026 07:00:00 GMT | PT1S",
                "Sun, 21 Oct 2029 07:28:00 GMT | PT72H",
            })
    void secondsAndDatesAreUnderstoodWithinBounds(String header, Duration pause) {
        assertThat(RetryAfter.read(header, NOW)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "1.5", "99999999999", "2026-10-21T07:29:30Z", "Wed, 32 Oct 2026 07:29:30 GMT"})
    void whatSaysNothingIsAsGoodAsNothing(String header) {
        assertThat(RetryAfter.read(header, NOW)).isEmpty();
    }

    @Test
    void aHeaderThatDidNotComeSaysNothing() {
        assertThat(RetryAfter.read(null, NOW)).isEmpty();
    }
}
