package api.notifications;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.atomic.LongAdder;

/** A channel with what is known of it in this process: its circuit breaker and its figures. Safe for any thread. */
public final class Notifier {

    /** After so many failures in a row the receiver is left alone, and a single try says whether it still has to be. */
    private static final int FAILURES = 3;

    private final Channel channel;
    private final CircuitBreaker breaker;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dead = new LongAdder();

    public Notifier(Channel channel) {
        this.channel = channel;
        this.breaker = CircuitBreaker.of(
                channel.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(channel.breakerPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .ignoreExceptions(CallNotPermittedException.class)
                        .build());
    }

    public Channel channel() {
        return channel;
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    /** A message was taken. */
    public void sent() {
        sent.increment();
    }

    /** An attempt failed. */
    public void failed() {
        failed.increment();
    }

    /** A message was given up, or refused, and became a dead letter. */
    public void dead() {
        dead.increment();
    }

    public long messagesSent() {
        return sent.sum();
    }

    public long attemptsFailed() {
        return failed.sum();
    }

    public long deadLetters() {
        return dead.sum();
    }
}
