package routes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import market.MalformedDataException;
import market.Trade;
import market.TradeJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trades of a poll that are still news: what stood in the log for longer than {@link #MAX_AGE} is left out, told
 * by a log line. After a stop of the live route or of its servers watchers see the market of now, not that of then in fast
 * motion. The consumer's thread only.
 */
final class FreshTrades implements Processor {

    /**
     * From a record's time in the log. More than another replica needs to take over from one that was killed, about 10 s,
     * so that a takeover loses nothing; far more than clocks of one installation differ.
     */
    static final Duration MAX_AGE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(FreshTrades.class);

    private final Clock clock;
    private final LogLimit logs = new LogLimit(Duration.ofSeconds(10));
    private long skipped;

    FreshTrades(Clock clock) {
        this.clock = clock;
    }

    /** Takes {@link ConsumerRecords} in the body, leaves a list of trades, in the order of each partition. */
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(fresh(exchange.getMessage().getBody(ConsumerRecords.class)));
    }

    private List<Trade> fresh(ConsumerRecords<?, ?> records) {
        long oldest = clock.instant().minus(MAX_AGE).toEpochMilli();
        List<Trade> trades = new ArrayList<>(records.count());
        for (ConsumerRecord<?, ?> record : records) {
            if (record.timestamp() < oldest) {
                skipped++;
                continue;
            }
            try {
                trades.add(TradeJson.read((byte[]) record.value()));
            } catch (MalformedDataException e) {
                // The candles route reads the same record and makes it a dead letter.
                log.debug("Record {}@{} is not shown: {}", record.partition(), record.offset(), e.getMessage());
            }
        }
        if (skipped > 0 && logs.mayLog()) {
            log.warn("{} trades were more than {} s in the log and are not shown", skipped, MAX_AGE.toSeconds());
            skipped = 0;
        }
        return trades;
    }
}
