package ui;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import market.DayFigures;
import market.Instrument;
import market.Pulse;
import market.Trade;
import market.Trend;
import ui.components.Numbers;
import ui.components.PulseTexts;
import ui.components.Sparkline;

/** One instrument in the list of markets. Changed under its UI's lock only. */
final class MarketRow {

    private final Instrument instrument;
    private BigDecimal price;
    private Trade lastTrade;
    private DayFigures day;
    private String closes = "";
    private Pulse pulse;

    MarketRow(Instrument instrument) {
        this.instrument = instrument;
    }

    Instrument instrument() {
        return instrument;
    }

    /** @return false if that changes nothing that is shown */
    boolean accept(Trade trade) {
        if (lastTrade != null && trade.isBefore(lastTrade.eventTimeMicros(), lastTrade.tradeId())) {
            return false;
        }
        lastTrade = trade;
        boolean moved = price == null || price.compareTo(trade.price()) != 0;
        price = trade.price();
        return moved;
    }

    /** @return false if that changes nothing that is shown */
    boolean accept(MarketFigures.Figures figures) {
        DayFigures newDay = figures.day().get(instrument.id());
        String newCloses = Sparkline.values(figures.closes().getOrDefault(instrument.id(), List.of()));
        // Trades that came by here are newer than anything that was stored.
        BigDecimal newPrice = lastTrade != null ? price : figures.prices().getOrDefault(instrument.id(), price);
        Pulse newPulse = figures.pulses().get(instrument.id());
        boolean changed = !Objects.equals(newDay, day)
                || !newCloses.equals(closes)
                || !Objects.equals(newPrice, price)
                || !pulseText(newPulse).equals(pulseText(pulse));
        day = newDay;
        pulse = newPulse;
        closes = newCloses;
        price = newPrice;
        return changed;
    }

    boolean matches(String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        return (instrument.id() + " " + instrument.displayName() + " " + instrument.venueSymbol() + " "
                        + String.join(" ", instrument.aliases()))
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    Optional<BigDecimal> price() {
        return Optional.ofNullable(price);
    }

    String priceText() {
        return price == null ? "" : Numbers.price(price, instrument);
    }

    /** In percent against 24 hours ago. */
    Optional<BigDecimal> change() {
        return price().flatMap(now -> Optional.ofNullable(day).map(figures -> figures.changePercent(now)));
    }

    String changeText() {
        return change().map(Numbers::change).orElse("–");
    }

    String changeClass() {
        return change().map(Numbers::direction).orElse("souk-quiet");
    }

    /** In the quote currency. */
    Optional<BigDecimal> volume() {
        return Optional.ofNullable(day).map(DayFigures::quoteVolume);
    }

    String volumeText() {
        return volume().map(amount -> Numbers.compact(amount) + " " + instrument.quote())
                .orElse("–");
    }

    /** Where the price goes and how much it moves, by its quotes of late: {@code Rising · moving}. */
    String pulseText() {
        return pulseText(pulse);
    }

    private static String pulseText(Pulse pulse) {
        return pulse == null || pulse.trend() == null ? "–" : PulseTexts.classes(pulse);
    }

    String pulseClass() {
        return pulse == null || pulse.trend() == Trend.STABLE
                ? "souk-quiet"
                : change(pulse).map(Numbers::direction).orElse("souk-quiet");
    }

    /** In percent against 24 hours ago, as the quotes have it. */
    Optional<BigDecimal> pulseChange() {
        return change(pulse);
    }

    private static Optional<BigDecimal> change(Pulse pulse) {
        return Optional.ofNullable(pulse).map(Pulse::averageChangePercent);
    }

    String closes() {
        return closes;
    }
}
