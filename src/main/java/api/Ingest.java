package api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import market.Decimals;
import market.Instrument;
import market.Instruments;
import market.TakerSide;
import market.Trade;

/** Reads batches of trades that are pushed from outside: what can be a trade is accepted, of the rest it says why not. Safe for any thread. */
public final class Ingest {

    /** A trade takes some 200 bytes, so it is room for the greatest batch and to spare. */
    public static final int MAX_BYTES = 1_000_000;

    /** One wait for the log, of some 10 ms, serves so many. */
    static final int MAX_TRADES = 1_000;

    private static final Set<String> FIELDS =
            Set.of("symbol", "price", "quantity", "takerSide", "tradeId", "time", "timeMs");

    /** The longest that is meant has 27 characters. */
    private static final int MAX_TIME_LENGTH = 40;

    /** A batch is four levels deep and its values short; what is far beyond that is hostile. Decimals stay exactly as sent. */
    private static final ObjectReader TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(64)
                            .maxStringLength(256)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private final Instruments instruments;
    private final Predicate<Instrument> notReal;
    private final Clock clock;

    /** @param trades those that are accepted, as they came, received now */
    public record Batch(List<Trade> trades, IngestAnswer answer) {}

    /** @param notReal whether the trades of an instrument are made up or replayed */
    public Ingest(Instruments instruments, Predicate<Instrument> notReal, Clock clock) {
        this.instruments = instruments;
        this.notReal = notReal;
        this.clock = clock;
    }

    /**
     * @throws ProblemException 400 or 413 if it is no batch at all
     */
    public Batch read(byte[] body) {
        if (body == null || body.length > MAX_BYTES) {
            throw ProblemException.tooLarge("a batch may have " + MAX_BYTES + " bytes");
        }
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        List<Trade> trades = new ArrayList<>();
        List<IngestAnswer.Item> items = new ArrayList<>();
        for (JsonNode item : items(body)) {
            try {
                trades.add(trade(item, now));
                items.add(new IngestAnswer.Item(items.size(), IngestAnswer.ACCEPTED, null));
            } catch (IllegalArgumentException e) {
                items.add(new IngestAnswer.Item(items.size(), IngestAnswer.REFUSED, e.getMessage()));
            }
        }
        return new Batch(List.copyOf(trades), IngestAnswer.of(List.copyOf(items)));
    }

    private static JsonNode items(byte[] body) {
        JsonNode batch;
        try {
            batch = TREES.readTree(body);
        } catch (JsonProcessingException e) {
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw badBody("the body cannot be read as JSON: " + Quoted.of(reason));
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw badBody("the body cannot be read as JSON: " + Quoted.of(String.valueOf(e.getMessage())));
        }
        if (!batch.isObject() || !batch.path("trades").isArray() || batch.size() != 1) {
            throw badBody("the body must be an object with a list of trades and nothing else");
        }
        JsonNode trades = batch.get("trades");
        if (trades.isEmpty() || trades.size() > MAX_TRADES) {
            throw badBody("a batch must have 1 to " + MAX_TRADES + " trades, this one has " + trades.size());
        }
        return trades;
    }

    private static ProblemException badBody(String detail) {
        return ProblemException.badParameter(
                "body", detail, List.of("{\"trades\":[…]} of 1 to " + MAX_TRADES + " trades"));
    }

    private Trade trade(JsonNode item, long now) {
        if (!item.isObject()) {
            throw new IllegalArgumentException("a trade must be an object");
        }
        item.fieldNames().forEachRemaining(Ingest::refuseUnknown);
        long time = micros(item);
        if (time > now + Trade.MAX_AHEAD_MICROS) {
            throw new IllegalArgumentException("time is more than "
                    + TimeUnit.MICROSECONDS.toSeconds(Trade.MAX_AHEAD_MICROS) + " s ahead of our clock, "
                    + Instant.EPOCH.plus(now, ChronoUnit.MICROS));
        }
        return new Trade(
                instrument(item).id(),
                decimal(item, "price"),
                decimal(item, "quantity"),
                takerSide(text(item, "takerSide")),
                tradeId(item),
                time,
                now,
                now);
    }

    private static void refuseUnknown(String field) {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException(
                    "unknown field '" + Quoted.of(field) + "', a trade has " + new TreeSet<>(FIELDS));
        }
    }

    private Instrument instrument(JsonNode item) {
        String symbol = text(item, "symbol");
        Instrument instrument = instruments
                .find(symbol)
                .orElseThrow(() -> new IllegalArgumentException("there is no instrument '" + Quoted.of(symbol)
                        + "', symbol must be an id, symbol or alias of those at /api/v1/instruments"));
        if (notReal.test(instrument)) {
            throw new IllegalArgumentException("the trades of " + instrument.id()
                    + " are simulated or replayed, and real ones must not meet them");
        }
        return instrument;
    }

    /** A string, or a number that is as exact as one. */
    private static BigDecimal decimal(JsonNode item, String field) {
        JsonNode value = needed(item, field);
        if (value.isNumber()) {
            return Decimals.plain(value.decimalValue(), field);
        }
        return Decimals.parse(text(item, field), field);
    }

    private static TakerSide takerSide(String text) {
        return switch (text) {
            case "BUY" -> TakerSide.BUY;
            case "SELL" -> TakerSide.SELL;
            default ->
                throw new IllegalArgumentException("takerSide must be BUY or SELL, was '" + Quoted.of(text) + "'");
        };
    }

    private static long tradeId(JsonNode item) {
        JsonNode value = needed(item, "tradeId");
        String text = value.isIntegralNumber() ? value.asText() : text(item, "tradeId");
        try {
            if (text.matches("\\d+")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // answered below, like one that is no number
        }
        throw new IllegalArgumentException(
                "tradeId must be a whole number from 0 to " + (Long.MAX_VALUE - 1) + ", was '" + Quoted.of(text) + "'");
    }

    /** By {@code time}, {@code timeMs} or both, if they agree. */
    private static long micros(JsonNode item) {
        if (!item.has("time") && !item.has("timeMs")) {
            throw new IllegalArgumentException("time is missing, and so is timeMs: a trade needs one of them");
        }
        if (!item.has("time")) {
            return TimeUnit.MILLISECONDS.toMicros(millis(item));
        }
        long micros = isoMicros(text(item, "time"));
        if (item.has("timeMs") && millis(item) != Math.floorDiv(micros, 1_000)) {
            throw new IllegalArgumentException("time and timeMs must be the same, leave one of them out");
        }
        return micros;
    }

    private static long millis(JsonNode item) {
        JsonNode value = needed(item, "timeMs");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("timeMs must be a whole number of epoch milliseconds");
        }
        long millis = value.longValue();
        if (millis <= 0 || millis >= TimeUnit.MICROSECONDS.toMillis(Trade.END_MICROS)) {
            throw new IllegalArgumentException("timeMs must be after 1970 and before 2200, was " + millis);
        }
        return millis;
    }

    private static long isoMicros(String text) {
        try {
            if (text.length() <= MAX_TIME_LENGTH) {
                long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
                if (Trade.isPossible(micros)) {
                    return micros;
                }
            }
        } catch (DateTimeException | ArithmeticException e) {
            // answered below, like a time out of range
        }
        throw new IllegalArgumentException(
                "time must be as 2026-01-01T00:00:00.000001Z, after 1970 and before 2200, was '" + Quoted.of(text)
                        + "'");
    }

    private static String text(JsonNode item, String field) {
        JsonNode value = needed(item, field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a string");
        }
        return value.textValue();
    }

    private static JsonNode needed(JsonNode item, String field) {
        JsonNode value = item.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
