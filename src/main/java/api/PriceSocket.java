package api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import market.Instrument;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * {@code /ws/prices/{symbol}}: a snapshot, then every trade with its sequence number. Called on the container's
 * threads; what it sends goes through an {@link Outbox} a session, so that a slow client delays nobody.
 */
@Component
public class PriceSocket extends TextWebSocketHandler {

    /** The path, with the symbol as its last segment. */
    public static final String PATH = "/ws/prices/*";

    private static final Logger log = LoggerFactory.getLogger(PriceSocket.class);

    private final MarketQueries queries;
    private final Hub hub;
    private final ObjectMapper json;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    public PriceSocket(MarketQueries queries, Hub hub, ObjectMapper json) {
        this.queries = queries;
        this.hub = hub;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        Instrument instrument;
        try {
            instrument = queries.require(symbol(session));
        } catch (ProblemException e) {
            session.sendMessage(new TextMessage(write(Map.of("type", "error", "data", e.problem()))));
            session.close(CloseStatus.POLICY_VIOLATION.withReason("unknown symbol"));
            return;
        }
        Outbox outbox = new Outbox(((StandardWebSocketSession) session).getNativeSession());
        Optional<Trade> known = queries.lastTrade(instrument.id());
        subscriptions.put(session.getId(), hub.subscribeTrades(instrument.id(), new Subscriber<>() {
            @Override
            public void onSubscribed(Optional<Update<Trade>> last) {
                outbox.send(message(
                        "snapshot",
                        instrument.id(),
                        last.map(Update::sequence).orElse(0L),
                        last.map(Update::data).or(() -> known)));
            }

            @Override
            public void onUpdate(Update<Trade> update) {
                outbox.send(message(
                        Channel.TRADES.messageType(), instrument.id(), update.sequence(), Optional.of(update.data())));
            }
        }));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Subscription subscription = subscriptions.remove(session.getId());
        if (subscription != null) {
            subscription.close();
        }
    }

    /** Nothing is to be said on this socket: its path says it all. */
    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        session.close(CloseStatus.POLICY_VIOLATION.withReason("this socket takes no messages"));
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("WebSocket {} failed: {}", session.getId(), failure.toString());
    }

    private String message(String type, String instrument, long sequence, Optional<Trade> trade) {
        return write(new SocketMessage(
                type,
                Channel.TRADES.wireName(),
                instrument,
                sequence,
                trade.map(TradeAnswer::of).orElse(null)));
    }

    private String write(Object message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of our own cannot be written", e);
        }
    }

    private static String symbol(WebSocketSession session) {
        String path = session.getUri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
