package feeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.Quote;
import market.TakerSide;
import market.Trade;

/**
 * Decodes the frames of Kraken's WebSocket API v2: data, which have a {@code channel}, and answers, which have a {@code method}.
 * Its decimals are JSON numbers and its side is the taker's. Source: Kraken, spot WebSocket v2, trade and ticker.
 */
final class KrakenDecoder implements FrameDecoder {

    private final String venue;
    private final Instruments instruments;

    KrakenDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.instruments = instruments;
    }

    @Override
    public DecodedFrame decode(byte[] bytes, long receiveTimeMicros) {
        FrameObject frame = FrameJson.read(bytes, "Kraken");
        return frame.has("channel") ? data(frame, receiveTimeMicros) : answer(frame);
    }

    private DecodedFrame data(FrameObject frame, long receiveTimeMicros) {
        FrameFindings findings = new FrameFindings();
        switch (frame.textOr("channel", "")) {
            case KrakenVenue.TRADE ->
                items(
                        frame,
                        (where, item) -> findings.trade(
                                where, () -> trade(FrameObject.item(item, "a trade"), receiveTimeMicros)));
            case KrakenVenue.TICKER ->
                items(
                        frame,
                        (where, item) -> findings.quote(
                                where, () -> quote(FrameObject.item(item, "a ticker"), receiveTimeMicros)));
            case "heartbeat" -> {
                return DecodedFrame.of(new Signal.Heartbeat(null, OptionalLong.empty()));
            }
            default -> {
                // The exchange's status, and what was not asked for.
                return DecodedFrame.NOTHING;
            }
        }
        return findings.frame();
    }

    /** Each item of a snapshot or an update, with its place for people. */
    private static void items(FrameObject frame, BiConsumer<String, JsonNode> item) {
        String type = frame.text("type");
        if (type.equals("snapshot") || type.equals("update")) {
            String what = frame.text("channel");
            int number = 0;
            for (JsonNode node : frame.list("data")) {
                item.accept(what + " " + ++number + " of the " + type, node);
            }
        }
    }

    private Trade trade(FrameObject item, long receiveTimeMicros) {
        return new Trade(
                instrument(item).id(),
                FrameObject.positive(item.decimalNumber("price"), "price"),
                FrameObject.positive(item.decimalNumber("qty"), "qty"),
                takerSide(item.text("side")),
                item.whole("trade_id"),
                item.micros("timestamp"),
                receiveTimeMicros,
                receiveTimeMicros);
    }

    /** Its volume in the quote currency is not told, but the average price by which it comes of that in the base currency. */
    private Quote quote(FrameObject item, long receiveTimeMicros) {
        BigDecimal volume = item.has("volume") ? item.decimalNumber("volume") : null;
        BigDecimal average = item.has("vwap") ? item.decimalNumber("vwap") : null;
        return new Quote(
                instrument(item).id(),
                venue,
                FrameObject.positive(item.decimalNumber("last"), "last"),
                item.has("change_pct") ? item.decimalNumber("change_pct") : null,
                volume,
                volume == null || average == null ? null : volume.multiply(average),
                null,
                item.has("timestamp") ? item.micros("timestamp") : receiveTimeMicros,
                receiveTimeMicros);
    }

    private Instrument instrument(FrameObject item) {
        String symbol = item.text("symbol");
        return instruments
                .findAtVenue(venue, symbol)
                .orElseThrow(() ->
                        new MalformedDataException("unknown symbol '" + FrameJson.shown(symbol) + "' at " + venue));
    }

    private static TakerSide takerSide(String side) {
        return switch (side) {
            case "buy" -> TakerSide.BUY;
            case "sell" -> TakerSide.SELL;
            default ->
                throw new MalformedDataException("side must be buy or sell, was '" + FrameJson.shown(side) + "'");
        };
    }

    /** One comes for each symbol that was asked for. A refusal of what cannot be read at all has no method. */
    private static DecodedFrame answer(FrameObject frame) {
        String method = frame.textOr("method", "");
        boolean answersSubscribe = method.equals("subscribe");
        boolean answersUnsubscribe = method.equals("unsubscribe");
        if (!answersSubscribe && !answersUnsubscribe && !frame.has("success")) {
            return DecodedFrame.NOTHING;
        }
        String refusal = frame.flag("success") ? null : frame.sentenceOr("error", "an error without a text");
        if (answersUnsubscribe) {
            return frame.has("req_id")
                    ? DecodedFrame.of(new Signal.Answer(frame.whole("req_id"), refusal))
                    : DecodedFrame.NOTHING;
        }
        if (refusal != null) {
            return DecodedFrame.of(new Signal.Refused(null, shownOrNull(frame, "symbol"), refusal));
        }
        return answersSubscribe ? accepted(frame.object("result")) : DecodedFrame.NOTHING;
    }

    /** Channels that are of no instrument have no symbol here. */
    private static DecodedFrame accepted(FrameObject result) {
        String channel = FrameJson.shown(result.text("channel"));
        String symbol = shownOrNull(result, "symbol");
        return symbol == null ? DecodedFrame.NOTHING : DecodedFrame.of(new Signal.Accepted(channel, symbol));
    }

    private static String shownOrNull(FrameObject object, String field) {
        return object.has(field) ? FrameJson.shown(object.text(field)) : null;
    }
}
