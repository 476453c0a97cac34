package app;

import candles.CandleEngine;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the candle workers of this process get on: {@code candles} in {@code /actuator/health}. */
@Component("candlesHealthIndicator")
class CandleHealth implements HealthIndicator {

    private final CandleEngine engine;

    CandleHealth(CandleEngine engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        return engine.state()
                .stall()
                .map(stall -> Health.down()
                        .withDetail("since", stall.since())
                        .withDetail("reason", stall.reason())
                        .build())
                .orElseGet(() -> Health.up().build());
    }
}
