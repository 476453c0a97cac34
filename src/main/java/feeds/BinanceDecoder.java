package feeds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import market.Decimals;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.Quote;
import market.TakerSide;
import market.Trade;

/**
 * Decodes Binance spot's {@code trade}, {@code aggTrade} and 24-hour ticker events, raw or wrapped by a combined stream, and the
 * answers to requests. Its frames are of one item, so one that is not possible is a frame that is not. Source: Binance spot
 * API, web socket streams.
 */
final class BinanceDecoder implements FrameDecoder {

    /** Binance says times in ms, or in µs where asked to; no trade happened before 2017 nor will after 5138 in ms. */
    private static final long FIRST_MICROS_VALUE = 100_000_000_000_000L;

    private final String venue;
    private final Instruments instruments;

    BinanceDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.instruments = instruments;
    }

    @Override
    public DecodedFrame decode(byte[] frame, long receiveTimeMicros) {
        FrameJson.checkSize(frame);
        try (JsonParser json = FrameJson.FACTORY.createParser(frame)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedDataException("a JSON object was expected");
            }
            BinanceAnswer answer = new BinanceAnswer();
            BinanceEvent event = BinanceEvent.read(json, answer);
            if (json.nextToken() != null) {
                throw new MalformedDataException("there is more after the JSON object");
            }
            return switch (event.kind()) {
                case "trade" -> DecodedFrame.of(trade(event, 't', receiveTimeMicros));
                case "aggTrade" -> DecodedFrame.of(trade(event, 'a', receiveTimeMicros));
                case "24hrTicker", "24hrMiniTicker" -> DecodedFrame.of(quote(event, receiveTimeMicros));
                case "serverShutdown" ->
                    DecodedFrame.of(new Signal.GoingAway("Binance is about to shut this server down"));
                case "" -> answer.frame();
                default -> DecodedFrame.NOTHING;
            };
        } catch (JsonProcessingException e) {
            throw FrameJson.notJson("Binance", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedDataException("not a Binance event: " + FrameJson.sentence(e.getMessage()), e);
        }
    }

    /** @param id the field that has the id: of the trade, or of the trades that filled one order at one price */
    private Trade trade(BinanceEvent event, char id, long receiveTimeMicros) {
        return new Trade(
                instrument(event).id(),
                decimal(event, 'p'),
                decimal(event, 'q'),
                event.flag('m') ? TakerSide.SELL : TakerSide.BUY,
                event.whole(id),
                micros(event, 'T'),
                receiveTimeMicros,
                receiveTimeMicros);
    }

    private Quote quote(BinanceEvent event, long receiveTimeMicros) {
        BigDecimal price = decimal(event, 'c');
        long micros = micros(event, 'E');
        if (!Trade.isPossible(micros)) {
            throw new MalformedDataException("E must be after 1970 and before 2200, was " + micros + " µs");
        }
        return new Quote(
                instrument(event).id(),
                venue,
                price,
                // The mini ticker has only what it comes of.
                event.has('P') ? decimal(event, 'P') : Quote.changePercent(figure(event, 'o'), price),
                figure(event, 'v'),
                figure(event, 'q'),
                null,
                micros,
                receiveTimeMicros);
    }

    private Instrument instrument(BinanceEvent event) {
        String symbol = event.text('s');
        return instruments
                .findAtVenue(venue, symbol)
                .orElseThrow(() ->
                        new MalformedDataException("unknown symbol '" + FrameJson.shown(symbol) + "' at " + venue));
    }

    private static BigDecimal decimal(BinanceEvent event, char field) {
        return Decimals.parse(event.text(field), String.valueOf(field));
    }

    /** Null if it was not told. */
    private static BigDecimal figure(BinanceEvent event, char field) {
        return event.has(field) ? decimal(event, field) : null;
    }

    private static long micros(BinanceEvent event, char field) {
        long time = event.whole(field);
        return time > 0 && time < FIRST_MICROS_VALUE ? time * 1_000 : time;
    }
}
