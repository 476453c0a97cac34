package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;

/** A decoder with two instruments of its venue, and what tests of decoders ask of it. */
final class Decoding {

    /** When every frame came, epoch µs. */
    static final long RECEIVED = 1_790_733_793_500_000L;

    static final Instruments INSTRUMENTS = new Instruments(List.of(
            instrument("binance", "BTC", "USDT", "BTCUSDT"),
            instrument("binance", "ETH", "USDT", "ETHUSDT"),
            instrument("coinbase", "BTC", "USD", "BTC-USD"),
            instrument("coinbase", "ETH", "USD", "ETH-USD"),
            instrument("kraken", "BTC", "USD", "BTC/USD"),
            instrument("kraken", "ETH", "USD", "ETH/USD"),
            instrument("coingecko", "BTC", "USD", "bitcoin"),
            instrument("coingecko", "ETH", "EUR", "ethereum")));

    private final FrameDecoder decoder;

    Decoding(Venue venue) {
        this(venue, INSTRUMENTS.all());
    }

    Decoding(Venue venue, List<Instrument> instruments) {
        this.decoder = venue.decoder(new Instruments(instruments));
    }

    static Instrument instrument(String venue, String base, String quote, String symbol) {
        return new Instrument(
                venue + ":" + base + "-" + quote, venue, base, quote, symbol, List.of(), new BigDecimal("0.01"));
    }

    DecodedFrame decode(String frame) {
        return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    /** What a frame gives of which no part is at fault. */
    DecodedFrame faultless(String frame) {
        DecodedFrame decoded = decode(frame);
        assertThat(decoded.faults()).isEmpty();
        return decoded;
    }

    List<Signal> signals(String frame) {
        DecodedFrame decoded = faultless(frame);
        assertThat(decoded.trades()).isEmpty();
        assertThat(decoded.quotes()).isEmpty();
        return decoded.signals();
    }

    /** A frame of one item, which is at fault. */
    void assertFault(String frame, String reason) {
        DecodedFrame decoded = decode(frame);
        assertThat(decoded.trades()).isEmpty();
        assertThat(decoded.quotes()).isEmpty();
        assertThat(decoded.signals()).isEmpty();
        assertThat(decoded.faults()).singleElement().asString().contains(reason).hasSizeLessThan(500);
    }

    void assertRefused(String frame, String reason) {
        assertThatThrownBy(() -> decode(frame))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    /** A frame with another value, as it stands in JSON, of the first field of this name. */
    static String with(String frame, String field, String value) {
        String changed = frame.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|[^,}]*)", Matcher.quoteReplacement("\"" + field + "\":" + value));
        assertThat(changed).contains("\"" + field + "\":" + value);
        return changed;
    }

    /** A frame without the first field of this name. */
    static String without(String frame, String field) {
        String changed = frame.replaceFirst("\"" + field + "\":", "\"no " + field + "\":");
        assertThat(changed).isNotEqualTo(frame);
        return changed;
    }
}
