package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.http;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.https;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.smtp;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.smtps;

import api.notifications.Channel;
import api.notifications.ChannelType;
import api.notifications.Mailbox;
import api.notifications.Notifier;
import feeds.PollHttp;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import market.Alert;
import market.AlertJson;
import market.MalformedDataException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.dsl.MailEndpointBuilderFactory.MailEndpointBuilder;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.springframework.stereotype.Component;
import storage.Digests;

/**
 * Alerts of the log → digests in the database → receivers; two routes a channel, with a consumer group, timers and a thread of
 * its own, so that a receiver which is slow or away holds up nobody else. See {@code docs/notifications.md}.
 */
@Component
class NotificationRoutes extends RouteBuilder {

    /** With so many alerts a digest is closed before its time; its text, which is written anew with each, has 100 kB then. */
    private static final int MAX_ALERTS = 200;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** From the request to the last byte of the answer; of mail for each answer of the server's. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    /**
     * For so long nobody else takes a digest of which a message is sent: longer than a request may take, so that it is not
     * sent twice; and a process that is killed holds a digest up for no longer.
     */
    private static final Duration REQUEST_LEASE = Duration.ofSeconds(20);

    /**
     * A mail takes some ten answers, of milliseconds as a rule. Of a server that takes longer than this for all of them another
     * replica may think that it has to send the mail.
     */
    private static final Duration MAIL_LEASE = Duration.ofSeconds(30);

    private final List<Notifier> notifiers;
    private final Digests digests;
    private final Clock clock;

    NotificationRoutes(List<Notifier> notifiers, Digests digests, Clock clock) {
        this.notifiers = notifiers;
        this.digests = digests;
        this.clock = clock;
    }

    @Override
    public void configure() {
        notifiers.forEach(this::gather);
        notifiers.forEach(this::send);
    }

    private void gather(Notifier notifier) {
        Channel channel = notifier.channel();
        String name = channel.name();
        ExecutorService sender =
                getContext().getExecutorServiceManager().newSingleThreadExecutor(this, RouteIds.SEND + name);
        from(LogEndpoints.alerts(channel.group()))
                .routeId(RouteIds.NOTIFY + name)
                .routeDescription("Alerts that " + name + " is to be told, gathered to digests")
                .routeGroup(RouteIds.NOTIFICATIONS)
                .routeConfigurationId(Errors.DURABLE)
                .process(exchange -> read(exchange.getMessage(), name))
                .filter(body().isInstanceOf(DeadLetter.class))
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .filter(exchange -> isToBeTold(exchange, channel))
                .aggregate(constant(name), new DigestStrategy())
                .aggregationRepository(new DigestRepository(digests, name, lease(channel)))
                .optimisticLocking()
                .completionInterval(channel.window().toMillis())
                .completionSize(MAX_ALERTS)
                .executorService(sender)
                .to(direct(RouteIds.SEND + name));
    }

    private void send(Notifier notifier) {
        Channel channel = notifier.channel();
        String name = channel.name();
        String breaker = "breaker-" + name;
        getContext().getRegistry().bind(breaker, notifier.breaker());
        CircuitBreakerDefinition guarded = from(direct(RouteIds.SEND + name))
                .routeId(RouteIds.SEND + name)
                .routeDescription("Digests of alerts to " + name + ", a message after the other")
                .routeGroup(RouteIds.NOTIFICATIONS)
                .routeConfigurationId(Errors.NOTIFICATION)
                .process(exchange -> Delivery.begin(exchange, notifier, digests, lease(channel), clock))
                .loopDoWhile(exchange -> Delivery.of(exchange).next(exchange.getMessage()))
                .circuitBreaker()
                .resilience4jConfiguration()
                .circuitBreaker(breaker)
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .end();
        (channel.type() == ChannelType.EMAIL ? mailed(guarded, channel.mailbox()) : posted(guarded, channel.url()))
                .end()
                .process(exchange -> Delivery.of(exchange).settle(exchange.getMessage()))
                .filter(body().isInstanceOf(DeadLetter.class))
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .end();
    }

    private CircuitBreakerDefinition posted(CircuitBreakerDefinition guarded, URI address) {
        return guarded.to(receiver(address))
                .process(exchange -> Delivery.of(exchange).answered(exchange.getMessage()));
    }

    private CircuitBreakerDefinition mailed(CircuitBreakerDefinition guarded, Mailbox mailbox) {
        guarded.doTry()
                .to(server(mailbox))
                .doCatch(MessagingException.class)
                .onWhen(exchange -> MailRefusals.in(exchange).isPresent())
                .process(exchange ->
                        Delivery.of(exchange).refused(MailRefusals.in(exchange).orElseThrow()))
                .end();
        return guarded;
    }

    /** The address without what may be secret in it: {@link Delivery} completes it. */
    private EndpointProducerBuilder receiver(URI address) {
        String server = address.getRawAuthority();
        return ("https".equals(address.getScheme()) ? https(server) : http(server))
                .throwExceptionOnFailure(false)
                .advanced()
                .httpClientOptions("connectTimeout", CONNECT_TIMEOUT.toMillis())
                .httpClientOptions("responseTimeout", ANSWER_TIMEOUT.toMillis())
                .httpClientConfigurer(new PollHttp(ANSWER_TIMEOUT));
    }

    private EndpointProducerBuilder server(Mailbox mailbox) {
        String address = mailbox.host() + ":" + mailbox.port();
        boolean implicit = mailbox.tls() == Mailbox.Tls.IMPLICIT;
        String protocol = implicit ? "smtps" : "smtp";
        MailEndpointBuilder server = implicit ? smtps(address) : smtp(address);
        server.from(mailbox.from())
                .to(String.join(",", mailbox.to()))
                .advanced()
                .contentType("text/html; charset=utf-8")
                .connectionTimeout((int) ANSWER_TIMEOUT.toMillis())
                .additionalJavaMailProperties(protocol + ".writetimeout", Long.toString(ANSWER_TIMEOUT.toMillis()))
                .additionalJavaMailProperties(protocol + ".ssl.checkserveridentity", "true");
        if (mailbox.tls() == Mailbox.Tls.STARTTLS) {
            server.advanced()
                    .additionalJavaMailProperties(protocol + ".starttls.enable", "true")
                    .additionalJavaMailProperties(protocol + ".starttls.required", "true");
        }
        if (mailbox.username() != null) {
            server.advanced().authenticator(new DefaultAuthenticator(mailbox.username(), mailbox.password()));
        }
        return server;
    }

    private static Duration lease(Channel channel) {
        return channel.type() == ChannelType.EMAIL ? MAIL_LEASE : REQUEST_LEASE;
    }

    private static void read(Message message, String channel) {
        byte[] record = message.getBody(byte[].class);
        message.removeHeaders("*");
        try {
            message.setBody(AlertJson.read(record));
        } catch (MalformedDataException e) {
            message.setBody(new DeadLetter(RouteIds.NOTIFY + channel, e.getMessage(), record));
        }
    }

    private static boolean isToBeTold(Exchange exchange, Channel channel) {
        return exchange.getMessage().getBody() instanceof Alert alert
                && channel.filter().passes(alert);
    }
}
