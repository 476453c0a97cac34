package feeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.Instruments;

/** Binance spot: combined streams, subscribed by messages. Source: Binance spot API, web socket streams. */
public final class BinanceVenue implements SocketVenue {

    public static final String NAME = "binance";

    private static final String AGGREGATED = "aggTrade";

    /**
     * 5 messages a second, pings and pongs among them; 1,024 streams a connection; 300 connections in 5 min; 24 h. It pings
     * every 20 s.
     */
    private static final VenueLimits LIMITS = new VenueLimits(
            Duration.ofMillis(300),
            100,
            1_000,
            Duration.ofSeconds(2),
            Duration.ofHours(23).plusMinutes(30),
            Duration.ofSeconds(70));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI publicAddress() {
        return URI.create("wss://stream.binance.com:9443");
    }

    @Override
    public List<String> channels() {
        return List.of("trade", AGGREGATED, "24hrTicker", "24hrMiniTicker");
    }

    @Override
    public boolean bringsTrades(String channel) {
        return channel.equals("trade") || channel.equals(AGGREGATED);
    }

    @Override
    public VenueLimits limits() {
        return LIMITS;
    }

    @Override
    public URI socket(URI address) {
        return address.resolve("/stream");
    }

    @Override
    public Request subscribe(List<Subscription> asks, long requestId) {
        return request("SUBSCRIBE", asks, requestId);
    }

    @Override
    public Request unsubscribe(List<Subscription> asks, long requestId) {
        return request("UNSUBSCRIBE", asks, requestId);
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new BinanceDecoder(name(), instruments);
    }

    @Override
    public Optional<InstrumentList> instrumentList() {
        return Optional.of(new BinanceInstruments());
    }

    @Override
    public Optional<TradeHistory> history() {
        return Optional.of(new BinanceHistory());
    }

    /** Aggregated trades are numbered by themselves. */
    @Override
    public boolean sharesIdsWithHistory(String channel) {
        return !channel.equals(AGGREGATED);
    }

    private static Request request(String method, List<Subscription> asks, long requestId) {
        ObjectNode message = Asks.message().put("method", method);
        ArrayNode streams = message.putArray("params");
        asks.forEach(ask -> streams.add(stream(ask)));
        return new Request(message.put("id", requestId).toString(), asks);
    }

    /** The stream of a channel: its name is that of its events but for the tickers. */
    private static String stream(Subscription ask) {
        String stream =
                switch (ask.channel()) {
                    case "24hrTicker" -> "ticker";
                    case "24hrMiniTicker" -> "miniTicker";
                    default -> ask.channel();
                };
        return ask.instrument().venueSymbol().toLowerCase(Locale.ROOT) + "@" + stream;
    }
}
