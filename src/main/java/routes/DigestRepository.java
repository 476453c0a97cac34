package routes;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.OptimisticLockingAggregationRepository;
import org.apache.camel.spi.RecoverableAggregationRepository;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import storage.Digests;

/**
 * Where Camel's aggregator keeps the digests of one channel: {@code docs/decisions/016-notifications.md} says why not in camel-sql's.
 * A digest is closed when all before it are told, so alerts gather while the receiver is away. What is recovered is the oldest
 * closed one, when its pause or its lease is over: a failed attempt, or that of a process which was killed.
 *
 * <p>The aggregator's timers end with the first exception: what they call gives none while the database is away. Safe for any
 * thread.
 */
final class DigestRepository implements RecoverableAggregationRepository, OptimisticLockingAggregationRepository {

    /** Exchange property: the number of the lease under which the digest is sent. */
    static final String LEASE = "souk.lease";

    /** Exchange property: which version of a digest that gathers this is. */
    private static final String VERSION = "souk.version";

    /** How much later than it might a digest is tried again at most, ms. */
    private static final long RECOVERY_INTERVAL_MS = 1_000;

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(DigestRepository.class);

    private final Digests digests;
    private final String channel;
    private final Duration lease;
    private final LogLimit logs = new LogLimit(LOG_INTERVAL);

    /** The leases of this process; of those that it lost, too, until it takes them again. */
    private final Map<UUID, Long> leases = new ConcurrentHashMap<>();

    DigestRepository(Digests digests, String channel, Duration lease) {
        this.digests = digests;
        this.channel = channel;
        this.lease = lease;
    }

    /** None as well while the database is away: adding to none finds out, and never does harm to one that is there. */
    @Override
    public Exchange get(CamelContext camel, String key) {
        try {
            return digests.gathering(channel)
                    .map(found -> {
                        Exchange exchange = exchange(camel, found.id(), found.alerts());
                        exchange.setProperty(VERSION, found.version());
                        return exchange;
                    })
                    .orElse(null);
        } catch (DataAccessException e) {
            told(e);
            return null;
        }
    }

    @Override
    public Exchange add(CamelContext camel, String key, Exchange old, Exchange changed) {
        String alerts = changed.getMessage().getBody(String.class);
        boolean done = old == null
                ? digests.begin(UUID.randomUUID(), channel, alerts)
                : digests.change(id(old), version(old), alerts);
        if (!done) {
            throw new OptimisticLockingException();
        }
        return old;
    }

    @Override
    public Exchange add(CamelContext camel, String key, Exchange exchange) {
        throw new UnsupportedOperationException("many processes add to a digest: say what it was before");
    }

    /** The aggregator hands over the exchange that it is about to send. */
    @Override
    public void remove(CamelContext camel, String key, Exchange exchange) {
        try {
            Digests.Leased closed = digests.close(
                            id(exchange),
                            version(exchange),
                            exchange.getMessage().getBody(String.class),
                            lease)
                    .orElseThrow(OptimisticLockingException::new);
            lease(exchange, closed);
        } catch (DataAccessException e) {
            told(e);
            throw new OptimisticLockingException();
        }
    }

    @Override
    public void confirm(CamelContext camel, String exchangeId) {
        confirmWithResult(camel, exchangeId);
    }

    /** @return false while the database is away: the aggregator then knows that it is told, and confirms it later */
    @Override
    public boolean confirmWithResult(CamelContext camel, String exchangeId) {
        UUID id = UUID.fromString(exchangeId);
        Long held = leases.get(id);
        if (held == null) {
            return true;
        }
        try {
            digests.confirm(id, held);
            leases.remove(id, held);
            return true;
        } catch (DataAccessException e) {
            told(e);
            return false;
        }
    }

    @Override
    public Set<String> getKeys() {
        try {
            return digests.isReady(channel) ? Set.of(channel) : Set.of();
        } catch (DataAccessException e) {
            told(e);
            return Set.of();
        }
    }

    @Override
    public Set<String> scan(CamelContext camel) {
        try {
            return digests.due(channel).map(id -> Set.of(id.toString())).orElseGet(Set::of);
        } catch (DataAccessException e) {
            told(e);
            return Set.of();
        }
    }

    @Override
    public Exchange recover(CamelContext camel, String exchangeId) {
        try {
            return digests.take(UUID.fromString(exchangeId), lease)
                    .map(taken -> {
                        Exchange exchange = exchange(camel, taken.id(), taken.alerts());
                        lease(exchange, taken);
                        // The aggregator counts by these, and would fail without them.
                        exchange.setProperty(Exchange.AGGREGATED_CORRELATION_KEY, channel);
                        exchange.setProperty(Exchange.AGGREGATED_COMPLETED_BY, "interval");
                        return exchange;
                    })
                    .orElse(null);
        } catch (DataAccessException e) {
            told(e);
            return null;
        }
    }

    private Exchange exchange(CamelContext camel, UUID id, String alerts) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setExchangeId(id.toString());
        exchange.setProperty(Exchange.AGGREGATED_SIZE, (int) alerts.lines().count());
        exchange.getMessage().setBody(alerts);
        return exchange;
    }

    private void lease(Exchange exchange, Digests.Leased leased) {
        leases.put(leased.id(), leased.lease());
        exchange.setProperty(LEASE, leased.lease());
    }

    private static UUID id(Exchange exchange) {
        return UUID.fromString(exchange.getExchangeId());
    }

    private static long version(Exchange exchange) {
        return exchange.getProperty(VERSION, Long.class);
    }

    private void told(DataAccessException e) {
        if (logs.mayLog()) {
            LOG.warn("Channel {} waits for the database: {}", channel, e.getMessage());
        }
    }

    @Override
    public long getRecoveryInterval() {
        return RECOVERY_INTERVAL_MS;
    }

    @Override
    public boolean isUseRecovery() {
        return true;
    }

    /** None: {@link Delivery} knows when a digest is given up. */
    @Override
    public String getDeadLetterUri() {
        return null;
    }

    @Override
    public int getMaximumRedeliveries() {
        return 0;
    }

    @Override
    public void setRecoveryInterval(long interval, TimeUnit unit) {
        throw fixed();
    }

    @Override
    public void setRecoveryInterval(long interval) {
        throw fixed();
    }

    @Override
    public void setUseRecovery(boolean useRecovery) {
        throw fixed();
    }

    @Override
    public void setDeadLetterUri(String deadLetterUri) {
        throw fixed();
    }

    @Override
    public void setMaximumRedeliveries(int maximumRedeliveries) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("how digests are recovered is no setting of the aggregator's");
    }
}
