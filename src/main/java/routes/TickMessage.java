package routes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import market.Trade;
import market.TradeJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Turns a trade in the body into a record of the {@code ticks} topic. Stateless. */
final class TickMessage implements Processor {

    private final Clock clock;

    TickMessage(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Trade trade = exchange.getMessage().getBody(Trade.class);
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        LogRecord.write(exchange.getMessage(), trade.instrument(), TradeJson.write(trade.publishedAt(now)));
    }
}
