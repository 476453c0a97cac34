package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feeds.simulator.Listing;
import feeds.simulator.MarketProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import market.Calendars;
import market.Instruments;
import market.TradingHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings of the profile "stocks", and what is made of calendars and profiles. */
class StocksProfileTest {

    private final SoukProperties souk = bind(Map.of());

    private static SoukProperties bind(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("embedded", Map.of("souk.kafka.brokers", "localhost:9092")));
        try {
            for (String file : List.of("application-stocks.yaml", "application.yaml")) {
                new YamlPropertySourceLoader()
                        .load(file, new ClassPathResource(file))
                        .forEach(environment.getPropertySources()::addLast);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ApplicationConversionService conversion = new ApplicationConversionService();
        conversion.addConverter(new IntervalConverter());
        return new Binder(ConfigurationPropertySources.get(environment), null, conversion, null)
                .bind("souk", SoukProperties.class)
                .get();
    }

    private static Instruments instruments(SoukProperties souk) {
        return new Instruments(souk.instruments().stream()
                .map(SoukProperties.InstrumentSettings::toInstrument)
                .toList());
    }

    private static Calendars calendars(SoukProperties souk) {
        return new MarketConfiguration().calendars(souk, instruments(souk));
    }

    private static List<Listing> listings(SoukProperties souk) {
        return SimulatedListings.of(souk, instruments(souk), calendars(souk));
    }

    @Test
    void cryptoTradesAroundTheClockAndStocksInNewYorksHours() {
        List<Listing> listings = listings(souk);

        assertThat(listings).hasSize(18);
        assertThat(listings.stream().filter(listing -> listing.hours().isAlways()))
                .hasSize(12);
        assertThat(souk.simulatedVenues()).containsExactlyInAnyOrder("binance", "nasdaq");
        assertThat(listings.get(12).instrument().id()).isEqualTo("nasdaq:AAPL-USD");
        assertThat(listings.get(12).profile()).isEqualTo(MarketProfile.of("AAPL", TradingHours.ALWAYS));
        assertThat(bind(Map.of()).instruments().subList(0, 12))
                .as("those of the default")
                .extracting(SoukProperties.InstrumentSettings::venue)
                .containsOnly("binance");
    }

    /** Sessions of a year: 2026 had 251 and 2027 has 251; NYSE closes on ten days of each and early on two and one. */
    @Test
    void theCalendarHasTheDaysOfTheExchange() {
        TradingHours hours = calendars(souk).of("nasdaq");
        assertThat(hours.openBetween(Instant.parse("2026-01-01T05:00:00Z"), Instant.parse("2027-01-01T05:00:00Z")))
                .isEqualTo(Duration.ofMinutes(251 * 390 - 2 * 180));
        assertThat(hours.openBetween(Instant.parse("2027-01-01T05:00:00Z"), Instant.parse("2028-01-01T05:00:00Z")))
                .isEqualTo(Duration.ofMinutes(251 * 390 - 180));
        assertThat(hours.isOpen(Instant.parse("2026-07-02T19:59:00Z"))).isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-07-03T15:00:00Z"))).isFalse();
        assertThat(hours.isOpen(Instant.parse("2026-11-27T17:59:00Z"))).isTrue();
        assertThat(hours.isOpen(Instant.parse("2026-11-27T18:01:00Z"))).isFalse();
        assertThat(souk.calendars().get("nasdaq").holidays())
                .allSatisfy(day ->
                        assertThat(LocalDate.parse(day).getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nasdaq.time-zone | New York   | souk.calendars.nasdaq.time-zone is 'New York', which is none. | America/New_York",
                "nasdaq.open      | 570        | souk.calendars.nasdaq.open is '570', which is none. | quotation marks",
                "nasdaq.close     | 25:00      | souk.calendars.nasdaq.close is '25:00', which is none. | \"09:30\"",
                "nasdaq.close     | 09:00      | souk.calendars.nasdaq cannot be: close must be later than open | open, close",
                "nasdaq.holidays  | 2026-02-30 | souk.calendars.nasdaq.holidays is '2026-02-30', which is none. | 2026-12-25",
                "nasdaq.early-closes.2026-12-24 | 17:00 | the early close of 2026-12-24 must be after open 09:30 and not after close 16:00, was 17:00 | early-closes",
                "nasdaq.early-closes.2026-12-32 | 13:00 | souk.calendars.nasdaq.early-closes is '2026-12-32', which is none. | 2026-12-25",
            })
    void aCalendarThatCannotBeIsRefusedInASentence(String key, String value, String told, String remedy) {
        SoukProperties wrong = bind(Map.of("souk.calendars." + key, value));

        assertThatThrownBy(() -> calendars(wrong)).isInstanceOfSatisfying(StartRefusedException.class, refused -> {
            assertThat(refused).hasMessageContaining(told);
            assertThat(refused.remedy()).contains(remedy);
        });
    }

    @Test
    void aCalendarOfAVenueThatNoInstrumentHasIsRefused() {
        SoukProperties wrong = bind(Map.of(
                "souk.calendars.nyse.time-zone", "UTC",
                "souk.calendars.nyse.open", "09:00",
                "souk.calendars.nyse.close", "10:00"));

        assertThatThrownBy(() -> calendars(wrong)).isInstanceOfSatisfying(StartRefusedException.class, refused -> {
            assertThat(refused).hasMessage("souk.calendars.nyse is the calendar of a venue that no instrument has.");
            assertThat(refused.remedy()).contains("[binance, nasdaq]");
        });
    }

    @Test
    void aProfileIsNamedByIdSymbolOrAliasAndChangesWhatItNames() {
        List<Listing> listings = listings(bind(Map.of(
                "souk.simulator.profiles.[nasdaq:AAPL-USD].volatility", "0.9",
                "souk.simulator.profiles.btc.base-price", "1000")));

        MarketProfile apple = MarketProfile.of("AAPL", TradingHours.ALWAYS);
        assertThat(listings.get(12).profile().volatility()).isEqualTo(0.9);
        assertThat(listings.get(12).profile().weight()).isEqualTo(apple.weight());
        assertThat(listings.get(0).profile().basePrice()).isEqualTo(new BigDecimal("1000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOPE.weight    | 1  | souk.simulator.profiles.NOPE is the profile of no instrument that is simulated.",
                "AAPL.weight    | 0  | The profile of nasdaq:AAPL-USD cannot be: weight must be a number from 0.001 to 1000",
                "AAPL.base-price| -1 | The profile of nasdaq:AAPL-USD cannot be: basePrice must be more than 0, was -1.",
            })
    void aProfileThatCannotBeIsRefusedInASentence(String key, String value, String told) {
        SoukProperties wrong = bind(Map.of("souk.simulator.profiles." + key, value));

        assertThatThrownBy(() -> listings(wrong))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(told);
    }

    @Test
    void twoProfilesOfOneInstrumentAreRefused() {
        SoukProperties wrong =
                bind(Map.of("souk.simulator.profiles.BTC.weight", 1, "souk.simulator.profiles.BTCUSDT.weight", 2));

        assertThatThrownBy(() -> listings(wrong))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("souk.simulator.profiles has two profiles of binance:BTC-USDT.");
    }
}
