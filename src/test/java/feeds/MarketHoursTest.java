package feeds;

import static org.assertj.core.api.Assertions.assertThat;

import candles.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import market.Calendars;
import market.MarketEvent;
import market.MarketEventJson;
import market.TradingHours;
import org.junit.jupiter.api.Test;

class MarketHoursTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-04T12:00:00Z"));
    private final MarketHours hours = new MarketHours(
            new Calendars(Map.of(
                    "nasdaq",
                    new TradingHours(
                            ZoneOffset.UTC,
                            EnumSet.allOf(DayOfWeek.class),
                            LocalTime.of(9, 0),
                            LocalTime.of(17, 0),
                            List.of(),
                            Map.of()))),
            clock);

    @Test
    void whatWasSoAtTheStartIsNoNews() {
        assertThat(hours.changes()).isEmpty();
    }

    @Test
    void aCloseAndAnOpenAreToldOnceEachWithTheirTime() {
        clock.forward(Duration.ofHours(5).plusMillis(700));
        List<MarketEvent> close = hours.changes();
        assertThat(hours.changes()).isEmpty();
        clock.forward(Duration.ofHours(16));
        List<MarketEvent> open = hours.changes();

        assertThat(close).singleElement().satisfies(event -> {
            assertThat(event.key()).isEqualTo("nasdaq");
            assertThat(new String(MarketEventJson.write(event), StandardCharsets.UTF_8))
                    .isEqualTo("{\"type\":\"market-close\",\"venue\":\"nasdaq\",\"at\":\"2026-03-04T17:00:00.700Z\","
                            + "\"from\":\"2026-03-04T17:00:00Z\","
                            + "\"text\":\"Market nasdaq is closed until 2026-03-05T09:00:00Z\"}");
        });
        assertThat(open).extracting(MarketEvent::type).containsExactly(MarketEvent.Type.MARKET_OPEN);
        assertThat(open.get(0).from()).isEqualTo(Instant.parse("2026-03-05T09:00:00Z"));
    }

    @Test
    void ofASleepOnlyTheLastChangeIsToldAndNoneIfAllIsAsBefore() {
        clock.forward(Duration.ofHours(24));
        assertThat(hours.changes()).isEmpty();

        clock.forward(Duration.ofHours(24 + 6));
        assertThat(hours.changes()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(MarketEvent.Type.MARKET_CLOSE);
            assertThat(event.from()).isEqualTo(Instant.parse("2026-03-06T17:00:00Z"));
        });
    }

    @Test
    void aClockThatIsSetBackTellsNothing() {
        clock.forward(Duration.ofHours(-4));

        assertThat(hours.changes()).isEmpty();
    }
}
