package feeds;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import market.Instrument;
import market.MalformedDataException;

/** What Binance spot trades. Source: Binance spot API, {@code GET /api/v3/exchangeInfo}. */
final class BinanceInstruments implements InstrumentList {

    @Override
    public URI publicAddress() {
        return URI.create("https://api.binance.com");
    }

    @Override
    public String request() {
        return "/api/v3/exchangeInfo?permissions=SPOT&symbolStatus=TRADING&showPermissionSets=false";
    }

    @Override
    public List<Instrument> read(byte[] answer) {
        return HistoryJson.parse(answer, MAX_BYTES).field("symbols").items().stream()
                .filter(symbol -> symbol.field("status").text().equals("TRADING"))
                .flatMap(BinanceInstruments::instrument)
                .toList();
    }

    private static Stream<Instrument> instrument(HistoryJson symbol) {
        return Listed.instrument(
                BinanceVenue.NAME,
                symbol.field("baseAsset").text(),
                symbol.field("quoteAsset").text(),
                symbol.field("symbol").text(),
                List.of(),
                tickSize(symbol));
    }

    private static BigDecimal tickSize(HistoryJson symbol) {
        return symbol.field("filters").items().stream()
                .filter(filter -> filter.field("filterType").text().equals("PRICE_FILTER"))
                .map(filter -> filter.field("tickSize").decimalText())
                .findFirst()
                .orElseThrow(() -> new MalformedDataException(
                        FrameJson.shown(symbol.field("symbol").text()) + " has no PRICE_FILTER"));
    }
}
