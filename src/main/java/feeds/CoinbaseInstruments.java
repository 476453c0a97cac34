package feeds;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import market.Instrument;

/** What Coinbase Exchange trades. Source: Coinbase Exchange API, {@code GET /products}. */
final class CoinbaseInstruments implements InstrumentList {

    @Override
    public URI publicAddress() {
        return URI.create("https://api.exchange.coinbase.com");
    }

    @Override
    public String request() {
        return "/products";
    }

    @Override
    public List<Instrument> read(byte[] answer) {
        return HistoryJson.parse(answer, MAX_BYTES).items().stream()
                .filter(product -> product.field("status").text().equals("online"))
                .flatMap(CoinbaseInstruments::instrument)
                .toList();
    }

    private static Stream<Instrument> instrument(HistoryJson product) {
        return Listed.instrument(
                CoinbaseVenue.NAME,
                product.field("base_currency").text(),
                product.field("quote_currency").text(),
                product.field("id").text(),
                List.of(),
                product.field("quote_increment").decimalText());
    }
}
