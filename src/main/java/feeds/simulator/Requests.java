package feeds.simulator;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that a client sends over its socket, answered as Binance's market streams answer them, codes included:
 * 2 is a request that cannot be served, 3 is a text that is not JSON. Event loop only.
 */
final class Requests {

    private static final int INVALID_REQUEST = 2;
    private static final int INVALID_JSON = 3;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A request that is answered with an error. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            // No stack trace: it is the client's mistake, and clients make them by the thousand.
            super("Invalid request: " + message, null, false, false);
        }
    }

    private final Clients clients;
    private final Player player;
    private final int streamsPerClient;

    Requests(Clients clients, Player player, int streamsPerClient) {
        this.clients = clients;
        this.player = player;
        this.streamsPerClient = streamsPerClient;
    }

    /** Does what the text asks for, and returns the text of the answer. */
    String answer(Client client, String text) {
        JsonNode request;
        try {
            request = JSON.readTree(text);
            if (request.isMissingNode()) {
                return error(INVALID_JSON, "Invalid JSON: expected value at line 1 column 0", NullNode.instance);
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + " column " + at.getColumnNr();
            return error(INVALID_JSON, "Invalid JSON: expected value" + where, NullNode.instance);
        }
        JsonNode id = NullNode.instance;
        try {
            id = id(request);
            JsonNode result = serve(client, request);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("result", result);
            answer.set("id", id);
            return answer.toString();
        } catch (Refusal e) {
            return error(INVALID_REQUEST, e.getMessage(), id);
        }
    }

    private JsonNode serve(Client client, JsonNode request) {
        String method = request.path("method").asText("");
        switch (method) {
            case "SUBSCRIBE" -> subscribe(client, streams(request));
            case "UNSUBSCRIBE" -> unsubscribe(client, streams(request));
            case "LIST_SUBSCRIPTIONS" -> {
                return JSON.valueToTree(client.streams());
            }
            case "" -> throw new Refusal("missing field `method`");
            default ->
                throw new Refusal("unknown variant `" + method
                        + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`");
        }
        return NullNode.instance;
    }

    private void subscribe(Client client, List<String> streams) {
        for (String stream : streams) {
            if (!player.knows(stream)) {
                throw new Refusal("unknown stream `" + stream + "`");
            }
        }
        Set<String> after = new HashSet<>(client.streams());
        after.addAll(streams);
        if (after.size() > streamsPerClient) {
            throw new Refusal("a connection may listen to " + streamsPerClient + " streams at most");
        }
        clients.subscribe(client, streams);
    }

    private void unsubscribe(Client client, List<String> streams) {
        clients.unsubscribe(client, streams);
    }

    private static JsonNode id(JsonNode request) {
        if (!request.isObject()) {
            throw new Refusal("expected an object");
        }
        JsonNode id = request.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return NullNode.instance;
        }
        boolean unsigned = id.isIntegralNumber() && id.bigIntegerValue().signum() >= 0;
        if (!unsigned && !id.isTextual()) {
            throw new Refusal("request ID must be an unsigned integer");
        }
        return id;
    }

    private static List<String> streams(JsonNode request) {
        JsonNode params = request.path("params");
        List<String> streams = new ArrayList<>();
        for (JsonNode param : params) {
            if (!param.isTextual()) {
                throw new Refusal("stream name must be a string");
            }
            streams.add(param.textValue());
        }
        if (!params.isArray()) {
            throw new Refusal("`params` must be an array of stream names");
        }
        return streams;
    }

    private static String error(int code, String message, JsonNode id) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error").put("code", code).put("msg", message);
        answer.set("id", id);
        return answer.toString();
    }
}
