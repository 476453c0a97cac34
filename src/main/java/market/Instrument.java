package market;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Something that is traded at a venue.
 *
 * @param id {@code venue:BASE-QUOTE}, as in {@code binance:BTC-USDT}
 * @param venue the venue's name, lower case
 * @param base base currency or share symbol, upper case
 * @param quote quote currency, upper case
 * @param venueSymbol the venue's own name for it, as in {@code BTCUSDT}
 * @param aliases other names that users may use, as in {@code BTC}
 * @param tickSize the smallest step of the price, quote currency; prices are shown with its number of decimals
 * @param tradeIds what the venue's ids of its trades tell
 */
public record Instrument(
        String id,
        String venue,
        String base,
        String quote,
        String venueSymbol,
        List<String> aliases,
        BigDecimal tickSize,
        TradeIds tradeIds) {

    /** One whose trade ids are dense, as those of the large venues are. */
    public Instrument(
            String id,
            String venue,
            String base,
            String quote,
            String venueSymbol,
            List<String> aliases,
            BigDecimal tickSize) {
        this(id, venue, base, quote, venueSymbol, aliases, tickSize, TradeIds.DENSE);
    }

    public Instrument {
        Checks.notBlank(venue, "venue");
        Checks.notBlank(base, "base");
        Checks.notBlank(quote, "quote");
        Checks.notBlank(venueSymbol, "venueSymbol");
        Checks.positive(tickSize, "tickSize");
        Objects.requireNonNull(tradeIds, "tradeIds");
        if (!(venue + ":" + base + "-" + quote).equals(id)) {
            throw new IllegalArgumentException(
                    "instrument id must be " + venue + ":" + base + "-" + quote + ", was " + id);
        }
        Checks.id(id, "instrument id");
        aliases = List.copyOf(aliases);
    }

    /** How many decimals a price of this instrument is shown with. */
    public int priceDecimals() {
        return Math.max(0, tickSize.stripTrailingZeros().scale());
    }

    /** The short name for people: {@code BTC/USDT}. */
    public String displayName() {
        return base + "/" + quote;
    }
}
