package feeds.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: {@code /stream?streams=a/b} is a combined socket, {@code /ws} and {@code /ws/a/b} are raw ones, all else is
 * not found. As at Binance, unknown streams in the address are let through and stay silent; they are logged here.
 * Event loop only.
 */
final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UPGRADE_REQUIRED = 426;

    private final Vertx vertx;
    private final Clients clients;
    private final Player player;
    private final SimulatorLimits limits;
    private final Clock clock;
    private final Requests requests;

    Gateway(Vertx vertx, Clients clients, Player player, SimulatorLimits limits, Clock clock) {
        this.vertx = vertx;
        this.clients = clients;
        this.player = player;
        this.limits = limits;
        this.clock = clock;
        requests = new Requests(clients, player, limits.streamsPerClient());
    }

    void handle(HttpServerRequest request) {
        String path = request.path();
        boolean combined = "/stream".equals(path);
        boolean raw = "/ws".equals(path) || (path != null && path.startsWith("/ws/"));
        if (!combined && !raw) {
            refuse(request, NOT_FOUND);
            return;
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, UPGRADE_REQUIRED);
            return;
        }
        List<String> streams;
        try {
            streams = combined ? streams(request.getParam("streams", "")) : streams(decoded(path.substring(3)));
        } catch (IllegalArgumentException e) {
            refuse(request, BAD_REQUEST);
            return;
        }
        if (streams.size() > limits.streamsPerClient()) {
            refuse(request, BAD_REQUEST);
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> connected(socket, combined, streams))
                .onFailure(e -> refuse(request, BAD_REQUEST));
    }

    private void connected(ServerWebSocket socket, boolean combined, List<String> streams) {
        Client client = new Client(vertx, socket, combined, limits, clock);
        clients.add(client);
        socket.closeHandler(closed -> gone(client));
        socket.textMessageHandler(text -> request(client, text));
        List<String> known = streams.stream().filter(player::knows).toList();
        clients.subscribe(client, known);
        LOG.info("{} connected, {} streams", client, known.size());
        if (known.size() < streams.size()) {
            // Without their names: a client must not be able to write what it likes into the log.
            LOG.warn(
                    "{} asks for {} streams that do not exist; they will stay silent",
                    client,
                    streams.size() - known.size());
        }
        player.subscriptionsChanged();
    }

    private void request(Client client, String text) {
        if (client.isOpen()) {
            client.send(requests.answer(client, text));
            player.subscriptionsChanged();
        }
    }

    private void gone(Client client) {
        LOG.info("{} disconnected", client);
        client.gone();
        clients.remove(client);
        player.left(client);
    }

    private static void refuse(HttpServerRequest request, int status) {
        if (!request.response().ended()) {
            request.response().setStatusCode(status).end();
        }
    }

    private static List<String> streams(String slashed) {
        return Arrays.stream(slashed.split("/"))
                .filter(stream -> !stream.isBlank())
                .distinct()
                .toList();
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8);
    }
}
