package analytics.indicators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import market.Candle;
import org.ta4j.core.BaseBar;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** A candle as ta4j wants it; its amount is the candle's quote volume. */
class CandleBar extends BaseBar {

    private static final long serialVersionUID = 1L;

    private final long startMicros;
    private final boolean open;

    CandleBar(Candle candle) {
        super(
                candle.key().interval().duration(),
                Instant.EPOCH.plus(candle.key().endMicros(), ChronoUnit.MICROS).atZone(ZoneOffset.UTC),
                num(candle.open()),
                num(candle.high()),
                num(candle.low()),
                num(candle.close()),
                num(candle.volume()),
                num(candle.quoteVolume()),
                candle.trades());
        this.startMicros = candle.key().startMicros();
        this.open = candle.isOpen();
    }

    /** Binary floating point: see docs/decisions/014-indicators.md. */
    private static Num num(BigDecimal value) {
        return DoubleNum.valueOf(value);
    }

    long startMicros() {
        return startMicros;
    }

    boolean isOpen() {
        return open;
    }
}
