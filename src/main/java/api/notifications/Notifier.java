package api.notifications;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.atomic.LongAdder;

/** A channel with what is known of it in this process: its circuit breaker and its figures. Safe for any thread. */
public final class Notifier {

    /** So many attempts of late are looked at, */
    private static final int WINDOW = 5;

    /** and if there are so many of them, */
    private static final int SMALLEST_WINDOW = 3;

    /** and this part of them failed, the receiver is left alone. */
    private static final float FAILURES_PERCENT = 60;

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
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(SMALLEST_WINDOW)
                        .failureRateThreshold(FAILURES_PERCENT)
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
