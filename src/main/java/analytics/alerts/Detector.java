package analytics.alerts;

import java.util.Optional;
import market.AlertKind;
import market.Candle;

/** Says how unusual a candle is. Stateless, so safe for any thread. */
interface Detector {

    AlertKind kind();

    DetectorSettings settings();

    /**
     * Looks at a candle, open or closed.
     *
     * @param before the closed candles before it, and none after
     * @return empty while there is too little history to say what is usual
     */
    Optional<Reading> read(CandleHistory before, Candle candle);
}
