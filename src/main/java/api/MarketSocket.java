package api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import market.Pulse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * {@code /ws}: one socket, on which a client subscribes to what it wants; the protocol is in {@code docs/websocket.md}. Called on the
 * container's threads; what it sends goes through an {@link Outbox} a session, so that a slow client delays nobody.
 */
@Component
public class MarketSocket extends TextWebSocketHandler {

    public static final String PATH = "/ws";

    /** Some 700 symbols. A longer message ends the connection. */
    private static final int MAX_MESSAGE_BYTES = 8 * 1024;

    private static final Logger log = LoggerFactory.getLogger(MarketSocket.class);

    private final SocketMarket market;
    private final Hub hub;
    private final ObjectMapper json;
    private final Map<String, SocketSession> sessions = new ConcurrentHashMap<>();

    MarketSocket(SocketMarket market, Hub hub, ObjectMapper json) {
        this.market = market;
        this.hub = hub;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(MAX_MESSAGE_BYTES);
        // A snapshot of every subscription there may be is not what makes a client slow.
        Outbox outbox = new Outbox(
                ((StandardWebSocketSession) session).getNativeSession(),
                Outbox.MAX_WAITING + SocketSession.MAX_SUBSCRIPTIONS);
        sessions.put(session.getId(), new SocketSession(market, hub, json, outbox::send));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        SocketSession known = sessions.get(session.getId());
        if (known != null) {
            known.receive(message.getPayload());
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        SocketSession known = sessions.remove(session.getId());
        if (known != null) {
            known.close();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("WebSocket {} failed: {}", session.getId(), failure.toString());
    }

    /** To all who have subscribed to nothing. */
    void broadcast(List<Pulse> pulses) {
        sessions.values().stream()
                .filter(SocketSession::isIdle)
                .forEach(session -> session.tell(Channel.PULSE.messageType(), pulses));
    }
}
