package feeds;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.Instrument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a venue lists, as instruments. */
final class Listed {

    private static final Logger log = LoggerFactory.getLogger(Listed.class);

    private Listed() {}

    /** One of them, or nothing if it cannot be an instrument of ours; the others are none the worse for it. */
    static Stream<Instrument> instrument(
            String venue, String base, String quote, String symbol, List<String> aliases, BigDecimal tickSize) {
        String upperBase = base.toUpperCase(Locale.ROOT);
        String upperQuote = quote.toUpperCase(Locale.ROOT);
        try {
            return Stream.of(new Instrument(
                    venue + ":" + upperBase + "-" + upperQuote,
                    venue,
                    upperBase,
                    upperQuote,
                    symbol,
                    aliases,
                    tickSize.stripTrailingZeros().scale() < 0 ? tickSize.setScale(0) : tickSize.stripTrailingZeros()));
        } catch (IllegalArgumentException e) {
            log.warn("{} lists {}, which is left out: {}", venue, FrameJson.shown(symbol), e.getMessage());
            return Stream.empty();
        }
    }
}
