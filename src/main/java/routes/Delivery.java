package routes;

import api.notifications.Channel;
import api.notifications.Digest;
import api.notifications.MessageFormat;
import api.notifications.Notifier;
import api.notifications.Outgoing;
import feeds.RetryAfter;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import market.Alert;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.mail.MailConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import storage.Digests;

/**
 * One attempt to send what is left of a digest, message by message, for as long as this process holds its lease. Ends when all
 * is taken, when the lease is lost, or with {@link #failed}. Not thread safe: the channel's one thread.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Exchange property: the delivery. */
    private static final String DELIVERY = "souk.delivery";

    /** While the circuit breaker lets nothing through a digest is looked at again after so long at most. */
    private static final Duration REJECTED_PAUSE = Duration.ofSeconds(5);

    /** Of an answer that is no good, so much is told. */
    private static final int MAX_ANSWER_LENGTH = 200;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Notifier notifier;
    private final Digests digests;
    private final Clock clock;
    private final Duration leaseTime;
    private final UUID id;
    private final long lease;
    private final List<Outgoing> messages;

    private int taken;
    private Digests.Attempt attempt = new Digests.Attempt(0, 0, Duration.ZERO);
    private String refusal;

    private Delivery(Notifier notifier, Digests digests, Duration leaseTime, Clock clock, Exchange exchange) {
        this.notifier = notifier;
        this.digests = digests;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.id = UUID.fromString(exchange.getExchangeId());
        this.lease = exchange.getProperty(DigestRepository.LEASE, Long.class);
        Digest digest = new Digest(
                id, channel().name(), Digest.read(exchange.getMessage().getBody(String.class)));
        this.messages = MessageFormat.of(channel()).messages(digest, clock.instant());
    }

    /** Of the digest in the body. */
    static void begin(Exchange exchange, Notifier notifier, Digests digests, Duration leaseTime, Clock clock) {
        exchange.setProperty(DELIVERY, new Delivery(notifier, digests, leaseTime, clock, exchange));
    }

    static Delivery of(Exchange exchange) {
        return exchange.getProperty(DELIVERY, Delivery.class);
    }

    /** Makes the message the next one to be sent; false if there is none, or it is not ours to send. */
    boolean next(Message message) {
        Optional<Digests.Attempt> held = digests.hold(id, lease, taken, leaseTime);
        if (held.isEmpty()) {
            // An older one of the channel goes first, or another process has this one now: then this does nothing.
            digests.giveBack(id, lease, Duration.ZERO, false);
            return false;
        }
        attempt = held.get();
        taken = attempt.messages();
        if (taken >= messages.size()) {
            return false;
        }
        refusal = null;
        write(messages.get(taken), message);
        return true;
    }

    private void write(Outgoing outgoing, Message message) {
        message.removeHeaders("*");
        outgoing.headers().forEach(message::setHeader);
        if (channel().url() == null) {
            message.setHeader(MailConstants.MAIL_ALTERNATIVE_BODY, outgoing.plainText());
            message.setBody(new String(outgoing.body(), StandardCharsets.UTF_8));
            return;
        }
        // In the headers, since what is in the address of an endpoint can be seen.
        String address = channel().url().toString();
        String query = channel().url().getRawQuery();
        String base = query == null ? address : address.substring(0, address.length() - query.length() - 1);
        message.setHeader(
                HttpConstants.HTTP_URI,
                (base.endsWith("/") && !outgoing.path().isEmpty() ? base.substring(0, base.length() - 1) : base)
                        + outgoing.path());
        if (outgoing.query() != null || query != null) {
            message.setHeader(HttpConstants.HTTP_QUERY, outgoing.query() != null ? outgoing.query() : query);
        }
        message.setHeader(HttpConstants.HTTP_METHOD, outgoing.method());
        message.setHeader(HttpConstants.CONTENT_TYPE, "application/json");
        message.setBody(outgoing.body());
    }

    /** @throws NotTakenException if the message may be taken later */
    void answered(Message answer) {
        int status = answer.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class);
        if (status >= 200 && status < 300) {
            return;
        }
        String problem = "it answered with status " + status + said(answer.getBody(String.class));
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500) {
            throw new NotTakenException(
                    problem,
                    RetryAfter.read(answer.getHeader("Retry-After", String.class), clock.instant())
                            .orElse(null));
        }
        refused(problem);
    }

    /** The message will never be taken. */
    void refused(String problem) {
        refusal = problem;
    }

    /** The message is taken or refused: in the latter case the body is a {@link DeadLetter} then. */
    void settle(Message message) {
        message.removeHeaders("*");
        List<Alert> alerts = messages.get(taken).alerts();
        taken++;
        if (refusal == null) {
            notifier.sent();
            message.setBody(null);
        } else {
            LOG.warn(
                    "Channel {} has refused a message of digest {}: {}",
                    channel().name(),
                    id,
                    refusal);
            message.setBody(deadLetter(refusal, alerts));
        }
    }

    /** The end of an attempt that failed: the body is a {@link DeadLetter} if it was the last, else none. */
    static void failed(Exchange exchange) {
        Exception problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Delivery delivery = of(exchange);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(delivery == null ? unreadable(exchange, problem) : delivery.failed(problem));
    }

    /** As after a step back to a version that does not know some kind of alert. */
    private static DeadLetter unreadable(Exchange exchange, Exception problem) {
        return new DeadLetter(
                RouteIds.NOTIFY + exchange.getProperty(Exchange.AGGREGATED_CORRELATION_KEY, String.class),
                problem.getMessage(),
                exchange.getMessage().getBody(byte[].class));
    }

    private DeadLetter failed(Exception problem) {
        boolean rejected = problem instanceof CallNotPermittedException;
        if (!rejected) {
            notifier.failed();
        }
        String reason = reason(problem);
        Optional<Duration> pause = rejected ? rejectedPause() : pause(problem);
        if (pause.isEmpty()) {
            LOG.warn(
                    "Channel {} has not taken digest {} in {} attempts, which is given up: {}",
                    channel().name(),
                    id,
                    attempt.failures() + 1,
                    reason);
            return deadLetter(
                    "given up after " + (attempt.failures() + (rejected ? 0 : 1)) + " attempts in "
                            + attempt.age().toSeconds() + " s: " + reason,
                    messages.subList(taken, messages.size()).stream()
                            .flatMap(message -> message.alerts().stream())
                            .toList());
        }
        digests.giveBack(id, lease, pause.get(), !rejected);
        if (!rejected) {
            LOG.warn(
                    "Channel {} has not taken digest {}, which is tried again in {} ms: {}",
                    channel().name(),
                    id,
                    pause.get().toMillis(),
                    reason);
        }
        return null;
    }

    private Optional<Duration> pause(Exception problem) {
        Duration asked = problem instanceof NotTakenException notTaken ? notTaken.pause() : null;
        return channel().retries().pause(attempt.failures() + 1, attempt.age(), asked, ThreadLocalRandom.current());
    }

    private Optional<Duration> rejectedPause() {
        if (attempt.age().compareTo(channel().retries().within()) >= 0) {
            return Optional.empty();
        }
        Duration pause = channel().breakerPause();
        return Optional.of(pause.compareTo(REJECTED_PAUSE) < 0 ? pause : REJECTED_PAUSE);
    }

    private DeadLetter deadLetter(String reason, List<Alert> alerts) {
        notifier.dead();
        return new DeadLetter(
                RouteIds.NOTIFY + channel().name(),
                reason,
                Digest.json(id, channel().name(), alerts, clock.instant()));
    }

    private String reason(Exception problem) {
        Throwable cause = problem;
        // The circuit breaker wraps what is no runtime exception.
        while (cause instanceof RuntimeCamelException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String what = message(cause);
        String why = message(NestedExceptionUtils.getMostSpecificCause(cause));
        return hide(what.contains(why) ? what : what + ": " + why);
    }

    private static String message(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private String said(String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        String text = hide(body.strip());
        return ": " + (text.length() <= MAX_ANSWER_LENGTH ? text : text.substring(0, MAX_ANSWER_LENGTH) + "…");
    }

    /** A receiver may say back what it was sent, its address too, and anything that would break a log line. */
    private String hide(String text) {
        String hidden = text.replaceAll("\\p{Cntrl}", " ");
        for (String secret : channel().secrets()) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    private Channel channel() {
        return notifier.channel();
    }
}
