package analytics.pulse;

import static analytics.pulse.TestPulse.CLASSES;
import static analytics.pulse.TestPulse.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import market.Pulse;
import market.Quote;
import market.Trend;
import market.Volatility;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PulseWindowTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final long START = 1_767_225_600_000_000L;
    private static final long LENGTH = 30_000_000;

    /**
     * Quotes of some sources, shuffled, some repeated, added in parts of any size, each part perhaps twice, and kept and read back
     * in between: the pulse is that of the quotes, each once, added by hand.
     */
    @Property(tries = 300)
    void theOrderAndRepetitionsChangeNothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count, @ForAll boolean onlyDerived) {
        Random random = new Random(seed);
        List<Quote> quotes = randomQuotes(random, count, onlyDerived);
        List<Quote> log = new ArrayList<>(quotes);
        for (int i = 0; i < count / 3; i++) {
            log.add(quotes.get(random.nextInt(count)));
        }
        Collections.shuffle(log, random);

        PulseWindow window = PulseWindow.of(BTC, START, LENGTH);
        for (int at = 0; at < log.size(); ) {
            int end = Math.min(log.size(), at + 1 + random.nextInt(5));
            window = window.plus(log.subList(at, end));
            if (random.nextBoolean()) {
                window = PulseWindowJson.read(PulseWindowJson.write(window));
            }
            at = random.nextInt(4) == 0 && at > 0 ? at - 1 : end;
        }

        assertThat(window.pulse(CLASSES)).usingRecursiveComparison().isEqualTo(naive(quotes));
        assertThat(window.newestMicros())
                .isEqualTo(
                        quotes.stream().mapToLong(Quote::eventTimeMicros).max().orElseThrow());
    }

    @Test
    void ownQuotesCountOnlyWhereNobodyElseTellsAnyWhateverCameFirst() {
        Quote derived = quote(BTC, DerivedQuotes.SOURCE, START, "100", "1");
        Quote told = quote(BTC, "binance", START + 1, "200", "3");

        for (List<Quote> order : List.of(List.of(derived, told), List.of(told, derived))) {
            Pulse pulse = window().plus(order).pulse(CLASSES);
            assertThat(pulse.averagePrice()).isEqualByComparingTo("200");
            assertThat(pulse.averageChangePercent()).isEqualByComparingTo("3");
            assertThat(pulse.quotes()).isEqualTo(1);
            assertThat(pulse.derived()).isFalse();
        }
        Pulse alone = window().plus(List.of(derived)).pulse(CLASSES);
        assertThat(alone.averagePrice()).isEqualByComparingTo("100");
        assertThat(alone.derived()).isTrue();
    }

    @Test
    void whatNoQuoteTellsIsNotThereAndHasNoClass() {
        Pulse pulse = window().plus(List.of(quote(BTC, "x", START, "7", null))).pulse(CLASSES);

        assertThat(pulse.averageChangePercent()).isNull();
        assertThat(pulse.maxVolume()).isNull();
        assertThat(pulse.maxQuoteVolume()).isNull();
        assertThat(pulse.marketCap()).isNull();
        assertThat(pulse.volatility()).isNull();
        assertThat(pulse.trend()).isNull();
    }

    @Test
    void aMeanIsOfThoseThatToldAChangeAndItsClassIsThatOfTheMean() {
        Pulse pulse = window().plus(List.of(
                        quote(BTC, "x", START, "1", "1"),
                        quote(BTC, "x", START + 1, "1", null),
                        quote(BTC, "x", START + 2, "1", "3")))
                .pulse(CLASSES);

        assertThat(pulse.averageChangePercent()).isEqualByComparingTo("2");
        assertThat(pulse.volatility()).isEqualTo(Volatility.MOVING);
        assertThat(pulse.trend()).isEqualTo(Trend.RISING);
    }

    @Test
    void thirdsAreRoundedAtTheEighthDecimal() {
        Pulse pulse = window().plus(List.of(
                        quote(BTC, "x", START, "1", "0"),
                        quote(BTC, "x", START + 1, "1", "0"),
                        quote(BTC, "x", START + 2, "2", "1")))
                .pulse(CLASSES);

        assertThat(pulse.averagePrice()).isEqualTo("1.33333333");
        assertThat(pulse.averageChangePercent()).isEqualTo("0.33333333");
    }

    @Test
    void ofTwoMarketCapsAtOneTimeTheSameIsTakenInAnyOrder() {
        Quote one = withMarketCap("aggregator", START + 5, "100");
        Quote other = withMarketCap("binance", START + 5, "200");
        Quote earlier = withMarketCap("zzz", START + 4, "300");

        for (List<Quote> order : List.of(List.of(one, other, earlier), List.of(earlier, other, one))) {
            assertThat(window().plus(order).pulse(CLASSES).marketCap()).isEqualByComparingTo("200");
        }
    }

    @Test
    void whatIsNotOfTheWindowIsRefused() {
        PulseWindow window = window();

        for (Quote quote : List.of(
                quote(BTC, "x", START - 1, "1", "0"),
                quote(BTC, "x", START + LENGTH, "1", "0"),
                quote("binance:ETH-USDT", "x", START, "1", "0"))) {
            assertThatThrownBy(() -> window.plus(List.of(quote))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> window.pulse(CLASSES)).isInstanceOf(IllegalStateException.class);
    }

    private static PulseWindow window() {
        return PulseWindow.of(BTC, START, LENGTH);
    }

    private static Quote withMarketCap(String source, long micros, String marketCap) {
        return new Quote(BTC, source, BigDecimal.ONE, null, null, null, new BigDecimal(marketCap), micros, micros);
    }

    private static List<Quote> randomQuotes(Random random, int count, boolean onlyDerived) {
        List<String> sources = onlyDerived ? List.of("souk") : List.of("binance", "coinbase", "souk");
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Distinct by time, so that no two are taken for one.
            long micros = START + i * (LENGTH / count);
            quotes.add(new Quote(
                    BTC,
                    sources.get(random.nextInt(sources.size())),
                    BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(6)),
                    figure(random, -3_000),
                    figure(random, 0),
                    figure(random, 0),
                    figure(random, 0),
                    micros,
                    micros));
        }
        return quotes;
    }

    private static BigDecimal figure(Random random, int least) {
        return random.nextInt(3) == 0 ? null : BigDecimal.valueOf(least + random.nextInt(6_000), 2);
    }

    private static Pulse naive(List<Quote> all) {
        List<Quote> told =
                all.stream().filter(quote -> !quote.source().equals("souk")).toList();
        List<Quote> quotes = told.isEmpty() ? all : told;
        List<BigDecimal> changes = quotes.stream()
                .map(Quote::changePercent)
                .filter(Objects::nonNull)
                .toList();
        BigDecimal change = changes.isEmpty() ? null : mean(changes);
        return new Pulse(
                BTC,
                START,
                LENGTH,
                mean(quotes.stream().map(Quote::price).toList()),
                change,
                quotes.stream()
                        .map(Quote::volume)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                quotes.stream()
                        .map(Quote::quoteVolume)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                quotes.stream()
                        .filter(quote -> quote.marketCap() != null)
                        .max(Comparator.comparing(Quote::eventTimeMicros))
                        .map(Quote::marketCap)
                        .orElse(null),
                quotes.size(),
                told.isEmpty(),
                0,
                change == null ? null : CLASSES.volatility(change),
                change == null ? null : CLASSES.trend(change));
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), Math.max(8, sum.scale()), RoundingMode.HALF_EVEN);
    }
}
