package feeds;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import market.Instruments;

/**
 * A venue that exists in the built-in simulator only, as a stock exchange: Binance's protocol under another name. It has
 * trades, and none of the past to ask for.
 */
public final class SimulatedVenue implements SocketVenue {

    private final String name;
    private final BinanceVenue protocol = new BinanceVenue();

    public SimulatedVenue(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** Loopback: there is no other. */
    @Override
    public URI publicAddress() {
        return URI.create("ws://127.0.0.1");
    }

    @Override
    public List<String> channels() {
        return List.of("trade");
    }

    @Override
    public boolean bringsTrades(String channel) {
        return protocol.bringsTrades(channel);
    }

    @Override
    public VenueLimits limits() {
        return protocol.limits();
    }

    @Override
    public URI socket(URI address) {
        return protocol.socket(address);
    }

    @Override
    public Request subscribe(List<Subscription> asks, long requestId) {
        return protocol.subscribe(asks, requestId);
    }

    @Override
    public Request unsubscribe(List<Subscription> asks, long requestId) {
        return protocol.unsubscribe(asks, requestId);
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new BinanceDecoder(name, instruments);
    }

    @Override
    public Optional<TradeHistory> history() {
        return Optional.empty();
    }
}
