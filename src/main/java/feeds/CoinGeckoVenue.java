package feeds;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import market.Instruments;

/**
 * CoinGecko, which tells prices and 24-hour figures that it gathers from exchanges. Its symbols are ids of coins, as {@code
 * bitcoin}. Source: CoinGecko API, /simple/price.
 */
public final class CoinGeckoVenue implements PolledVenue {

    public static final String NAME = "coingecko";

    static final String PRICE = "price";

    /** CoinGecko names no limit. With ids of up to 30 characters the request stays within the 8 kB that servers commonly take. */
    private static final int COINS = 250;

    private final Map<String, String> headers;

    /** @param apiKey of its demo plan; empty or null to ask without one */
    public CoinGeckoVenue(String apiKey) {
        this.headers = apiKey == null || apiKey.isBlank() ? Map.of() : Map.of("x-cg-demo-api-key", apiKey.strip());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI publicAddress() {
        return URI.create("https://api.coingecko.com/api/v3");
    }

    @Override
    public List<String> channels() {
        return List.of(PRICE);
    }

    @Override
    public boolean bringsTrades(String channel) {
        return false;
    }

    @Override
    public int asksPerRequest() {
        return COINS;
    }

    /** All coins in all currencies that are wanted of any: one request is all that a cycle takes. */
    @Override
    public URI request(URI address, List<Subscription> asks) {
        String api = Asks.withPath(address, "/api/v3").toString().replaceAll("/+$", "");
        String coins = asks.stream()
                .map(ask -> Queries.encoded(ask.instrument().venueSymbol()))
                .distinct()
                .collect(Collectors.joining(","));
        String currencies = asks.stream()
                .map(ask -> Queries.encoded(currency(ask.instrument().quote())))
                .distinct()
                .collect(Collectors.joining(","));
        return URI.create(api + "/simple/price?ids=" + coins + "&vs_currencies=" + currencies
                + "&include_market_cap=true&include_24hr_vol=true&include_24hr_change=true"
                + "&include_last_updated_at=true");
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new CoinGeckoDecoder(name(), instruments);
    }

    /** CoinGecko's name of a currency. */
    static String currency(String quote) {
        return quote.toLowerCase(Locale.ROOT);
    }
}
