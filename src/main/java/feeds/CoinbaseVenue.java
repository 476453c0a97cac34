package feeds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.Instruments;

/**
 * Coinbase Exchange, and the trades of Advanced Trade, which has the same market and another dialect: where {@code
 * market_trades} is subscribed, {@code wss://advanced-trade-ws.coinbase.com} has to be the address. Sources: Coinbase Exchange,
 * WebSocket feed; Coinbase Advanced Trade, WebSocket channels.
 */
public final class CoinbaseVenue implements SocketVenue {

    static final String NAME = "coinbase";

    static final String MARKET_TRADES = "market_trades";

    /**
     * 8 requests a second and IP; who has subscribed nothing within 5 s is disconnected, so few products a message would be
     * too slow. It names no limit of products, a message's or a connection's, and no age. Heartbeats come every second in both
     * dialects. Sources: Coinbase Exchange, WebSocket overview and rate limits.
     */
    private static final VenueLimits LIMITS = new VenueLimits(
            Duration.ofMillis(200), 50, 500, Duration.ofSeconds(1), Duration.ofDays(365), Duration.ofSeconds(10));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI publicAddress() {
        return URI.create("wss://ws-feed.exchange.coinbase.com");
    }

    @Override
    public List<String> channels() {
        return List.of("matches", "ticker", MARKET_TRADES);
    }

    @Override
    public boolean bringsTrades(String channel) {
        return channel.equals("matches") || channel.equals(MARKET_TRADES);
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
        return Asks.withPath(address, "/");
    }

    @Override
    public Request subscribe(List<Subscription> asks, long requestId) {
        return request("subscribe", asks);
    }

    @Override
    public Request unsubscribe(List<Subscription> asks, long requestId) {
        return request("unsubscribe", asks);
    }

    /**
     * Subscribes to heartbeats, once and apart from the channels: a channel that is taken back and asked for again must not
     * take another one's heartbeats with it.
     */
    @Override
    public List<Request> greet(List<Subscription> asks, long requestId) {
        if (asks.stream().anyMatch(ask -> ask.channel().equals(MARKET_TRADES))) {
            String message = Asks.message()
                    .put("type", "subscribe")
                    .put("channel", "heartbeats")
                    .toString();
            return List.of(new Request(message, List.of()));
        }
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < asks.size(); from += LIMITS.asksPerMessage()) {
            List<Subscription> some = asks.subList(from, Math.min(asks.size(), from + LIMITS.asksPerMessage()));
            requests.add(new Request(exchange("subscribe", some, "heartbeat"), List.of()));
        }
        return requests;
    }

    @Override
    public FrameDecoder decoder(Instruments instruments) {
        return new CoinbaseDecoder(name(), instruments);
    }

    @Override
    public Optional<InstrumentList> instrumentList() {
        return Optional.of(new CoinbaseInstruments());
    }

    @Override
    public Optional<TradeHistory> history() {
        return Optional.of(new CoinbaseHistory());
    }

    private static Request request(String type, List<Subscription> asks) {
        String channel = Asks.channel(asks);
        if (!channel.equals(MARKET_TRADES)) {
            return new Request(exchange(type, asks, channel), asks);
        }
        ObjectNode message = Asks.message().put("type", type);
        Asks.symbols(asks, message.putArray("product_ids"));
        return new Request(message.put("channel", channel).toString(), asks);
    }

    private static String exchange(String type, List<Subscription> asks, String channel) {
        ObjectNode message = Asks.message().put("type", type);
        Asks.symbols(asks, message.putArray("product_ids"));
        message.putArray("channels").add(channel);
        return message.toString();
    }
}
