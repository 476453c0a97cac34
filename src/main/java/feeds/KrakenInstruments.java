package feeds;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Instrument;
import market.MalformedDataException;

/**
 * What Kraken trades. Its HTTP API calls Bitcoin XBT, its second socket BTC, and refuses the other name there; the names of
 * the HTTP API become aliases. Source: Kraken REST API, {@code GET /0/public/AssetPairs}.
 */
final class KrakenInstruments implements InstrumentList {

    /** Kraken's own names of currencies, and those that its second socket takes. */
    private static final Map<String, String> COMMON_NAMES = Map.of("XBT", "BTC", "XDG", "DOGE");

    /** Of an instrument's tick size. */
    private static final int MOST_DECIMALS = 30;

    @Override
    public URI publicAddress() {
        return URI.create("https://api.kraken.com");
    }

    @Override
    public String request() {
        return "/0/public/AssetPairs";
    }

    @Override
    public List<Instrument> read(byte[] answer) {
        HistoryJson page = HistoryJson.parse(answer, MAX_BYTES);
        String errors =
                page.field("error").items().stream().map(HistoryJson::text).collect(Collectors.joining(", "));
        if (!errors.isEmpty()) {
            throw new MalformedDataException("Kraken says: " + FrameJson.shown(errors));
        }
        return page.field("result").fields().values().stream()
                .filter(pair ->
                        pair.has("wsname") && pair.field("status").text().equals("online"))
                .flatMap(KrakenInstruments::instrument)
                .toList();
    }

    private static Stream<Instrument> instrument(HistoryJson pair) {
        String name = pair.field("wsname").text();
        String[] currencies = name.split("/", -1);
        if (currencies.length != 2) {
            throw pair.field("wsname").refused("must be two currencies with a / between them");
        }
        String base = common(currencies[0]);
        String quote = common(currencies[1]);
        String symbol = base + "/" + quote;
        BigDecimal tickSize =
                pair.has("tick_size") ? pair.field("tick_size").decimalText() : step(pair.field("pair_decimals"));
        List<String> aliases = Stream.of(name, pair.field("altname").text())
                .filter(alias -> !alias.equals(symbol))
                .distinct()
                .toList();
        return Listed.instrument(KrakenVenue.NAME, base, quote, symbol, aliases, tickSize);
    }

    private static BigDecimal step(HistoryJson decimals) {
        long count = decimals.whole();
        if (count < 0 || count > MOST_DECIMALS) {
            throw decimals.refused("must be a number of decimals up to " + MOST_DECIMALS);
        }
        return BigDecimal.ONE.movePointLeft((int) count);
    }

    private static String common(String currency) {
        return COMMON_NAMES.getOrDefault(currency, currency);
    }
}
