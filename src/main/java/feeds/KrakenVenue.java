package feeds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import market.Instruments;

/** Kraken spot, WebSocket API v2. Its symbols are as {@code BTC/USD}. Source: Kraken, spot WebSocket v2. */
public final class KrakenVenue implements SocketVenue {

    static final String NAME = "kraken";

    static final String TRADE = "trade";
    static final String TICKER = "ticker";

    /**
     * 150 connections in 10 min; heartbeats about every second when there is nothing else. It names no limit of symbols, a
     * message's or a connection's, nor of messages to public channels, and no age. Source: Kraken, WebSocket FAQ.
     */
    private static final VenueLimits LIMITS = new VenueLimits(
            Duration.ofMillis(200), 50, 500, Duration.ofSeconds(5), Duration.ofDays(365), Duration.ofSeconds(8));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI publicAddress() {
        return URI.create("wss://ws.kraken.com/v2");
    }

    @Override
    public List<String> channels() {
        return List.of(TRADE, TICKER);
    }

    @Override
    public boolean bringsTrades(String channel) {
        return channel.equals(TRADE);
    }

    @Override
    public VenueLimits limits() {
        return LIMITS;
    }

    @Override
    public boolean sendsHeartbeats() {
        return true;
    }

    @Override
    public URI socket(URI address) {
        return Asks.withPath(address, "/v2");
    }

    /** With the snapshot of past trades, which may fill what was missed since the connection before. */
    @Override
    public Request subscribe(List<Subscription> asks, long requestId) {
        ObjectNode message = message("subscribe", asks, requestId);
        message.withObject("/params").put("snapshot", true);
        return new Request(message.toString(), asks);
    }

    @Override
    public Request unsubscribe(List<Subscription> asks, long requestId) {
        return new Request(message("unsubscribe", asks, requestId).toString(), asks);
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new KrakenDecoder(name(), instruments);
    }

    @Override
    public Optional<InstrumentList> instrumentList() {
        return Optional.of(new KrakenInstruments());
    }

    @Override
    public Optional<TradeHistory> history() {
        return Optional.of(new KrakenHistory());
    }

    private static ObjectNode message(String method, List<Subscription> asks, long requestId) {
        ObjectNode message = Asks.message().put("method", method);
        ObjectNode params = message.putObject("params").put("channel", Asks.channel(asks));
        Asks.symbols(asks, params.putArray("symbol"));
        return message.put("req_id", requestId);
    }
}
