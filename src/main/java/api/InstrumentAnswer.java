package api;

import java.util.List;
import market.Instrument;

/** One row of {@code instruments}. The tick size is a decimal string. */
public record InstrumentAnswer(
        String id, String venue, String base, String quote, String symbol, List<String> aliases, String tickSize) {

    static InstrumentAnswer of(Instrument instrument) {
        return new InstrumentAnswer(
                instrument.id(),
                instrument.venue(),
                instrument.base(),
                instrument.quote(),
                instrument.venueSymbol(),
                instrument.aliases(),
                instrument.tickSize().toPlainString());
    }
}
