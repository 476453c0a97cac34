package feeds;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import market.Instrument;
import market.Instruments;

/** Binance spot: combined trade streams, subscribed by the URL. Source: Binance spot API, web socket streams. */
public final class BinanceVenue implements Venue {

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public URI publicAddress() {
        return URI.create("wss://stream.binance.com:9443");
    }

    @Override
    public URI tradesOf(List<Instrument> instruments, URI address) {
        String streams = instruments.stream()
                .map(instrument -> instrument.venueSymbol().toLowerCase(Locale.ROOT) + "@trade")
                .collect(Collectors.joining("/"));
        return address.resolve("/stream?streams=" + streams);
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new BinanceDecoder(name(), instruments);
    }
}
