package api;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client of {@code /ws} asks for, read and checked as far as it can be without knowing the market.
 *
 * @param channel null for a ping; so are {@code symbols} and {@code interval}
 * @param symbols as they were sent, at least one
 * @param interval as it was sent; null if it was not
 */
record SocketRequest(Op op, Channel channel, List<String> symbols, String interval) {

    enum Op {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PING
    }

    private static final Set<String> FIELDS = Set.of("op", "channel", "symbols", "interval");
    private static final List<String> SHAPE =
            List.of("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\"]}", "{\"op\":\"ping\"}");

    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(4).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException 400, naming what is wrong and what is allowed */
    static SocketRequest parse(String text) {
        JsonNode json = object(text);
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw ProblemException.badParameter(
                        Quoted.of(field),
                        "there is no field '" + Quoted.of(field) + "'",
                        FIELDS.stream().sorted().toList());
            }
        });
        Op op = one(json, "op", names(Op.values()), Op.values());
        if (op == Op.PING) {
            return new SocketRequest(op, null, null, null);
        }
        Channel channel = one(
                json,
                "channel",
                Arrays.stream(Channel.values()).map(Channel::wireName).toList(),
                Channel.values());
        JsonNode interval = json.get("interval");
        if (interval != null && !interval.isTextual()) {
            throw ProblemException.badParameter("interval", "'interval' must be a string", List.of("1m"));
        }
        if (interval != null && channel != Channel.CANDLES) {
            throw ProblemException.badParameter(
                    "interval", "only candles have an interval", List.of("no interval", "channel candles"));
        }
        return new SocketRequest(op, channel, symbols(json), interval == null ? null : interval.textValue());
    }

    private static JsonNode object(String text) {
        String problem;
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
            problem = "a message must be a JSON object";
        } catch (JsonProcessingException e) {
            problem = "a message must be a JSON object: " + Quoted.of(e.getOriginalMessage());
        }
        throw ProblemException.badParameter("message", problem, SHAPE);
    }

    private static <T> T one(JsonNode json, String field, List<String> names, T[] values) {
        JsonNode value = json.get(field);
        int index = value == null ? -1 : names.indexOf(value.textValue());
        if (index >= 0) {
            return values[index];
        }
        throw ProblemException.badParameter(
                field,
                value == null
                        ? "'" + field + "' is missing"
                        : "'" + field + "' " + Quoted.of(value.toString()) + " is not known",
                names);
    }

    private static List<String> names(Op[] ops) {
        return Arrays.stream(ops).map(op -> op.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static List<String> symbols(JsonNode json) {
        JsonNode array = json.get("symbols");
        List<String> symbols = new ArrayList<>();
        if (array != null && array.isArray()) {
            array.forEach(symbol -> symbols.add(symbol.textValue()));
        }
        if (symbols.isEmpty() || symbols.contains(null)) {
            throw ProblemException.badParameter(
                    "symbols", "'symbols' must be an array of at least one string", List.of("[\"BTC\",\"ETH\"]"));
        }
        return symbols;
    }
}
