package app;

import static org.assertj.core.api.Assertions.assertThat;

import api.notifications.AlertFilter;
import api.notifications.Channel;
import api.notifications.ChannelType;
import api.notifications.Mailbox;
import api.notifications.Notifier;
import api.notifications.Retries;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import market.AlertKind;
import market.AlertSeverity;
import market.Instrument;
import market.Instruments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;

class NotificationPropertiesTest {

    static class Registry {

        @Bean
        Instruments instruments() {
            return new Instruments(List.of(new Instrument(
                    "binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of("BTC"), BigDecimal.ONE)));
        }
    }

    private static final String SECRET = "not-to-be-seen-by-anybody";
    private static final String FIRST = "souk.notifications.channels[0].";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(NotificationConfiguration.class, Registry.class);

    @Test
    void byDefaultNobodyIsTold() {
        application.run(context -> assertThat(channels(context)).isEmpty());
    }

    @Test
    void aWebhookNeedsItsAddressAndSecretOnly() {
        application
                .withPropertyValues(
                        FIRST + "type=webhook", FIRST + "url=https://example.org/a?b=c", FIRST + "secret=" + SECRET)
                .run(context -> assertThat(channels(context))
                        .containsExactly(new Channel(
                                "webhook",
                                ChannelType.WEBHOOK,
                                URI.create("https://example.org/a?b=c"),
                                SECRET,
                                null,
                                AlertFilter.ALL,
                                Duration.ofSeconds(2),
                                new Retries(Duration.ofSeconds(1), Duration.ofMinutes(5), 20, Duration.ofHours(1)),
                                Duration.ofSeconds(30),
                                null)));
    }

    @Test
    void everySettingHasItsKey() {
        application
                .withPropertyValues(
                        "souk.notifications.base-url=https://souk.example.org",
                        FIRST + "name=ops-mail",
                        FIRST + "type=email",
                        FIRST + "smtp.host=mail.example.org",
                        FIRST + "smtp.port=465",
                        FIRST + "smtp.username=souk",
                        FIRST + "smtp.password=" + SECRET,
                        FIRST + "smtp.tls=implicit",
                        FIRST + "smtp.from=Souk <souk@example.org>",
                        FIRST + "smtp.to=one@example.org,two@example.org",
                        FIRST + "filter.kinds=feed-silence,gap",
                        FIRST + "filter.minimum-severity=critical",
                        FIRST + "filter.instruments=btc,BTCUSDT",
                        FIRST + "filter.tell-resolved=false",
                        FIRST + "digest-window=1m",
                        FIRST + "retry.first-pause=2s",
                        FIRST + "retry.longest-pause=30s",
                        FIRST + "retry.attempts=5",
                        FIRST + "retry.within=10m",
                        FIRST + "breaker-pause=5s",
                        "souk.notifications.channels[1].type=pagerduty",
                        "souk.notifications.channels[1].key=" + SECRET,
                        "souk.notifications.channels[2].type=opsgenie",
                        "souk.notifications.channels[2].key=" + SECRET,
                        "souk.notifications.channels[2].url=https://api.eu.opsgenie.com",
                        "souk.notifications.channels[3].type=slack",
                        "souk.notifications.channels[3].url=https://hooks.slack.com/services/T/B/x")
                .run(context -> {
                    List<Channel> channels = channels(context);
                    assertThat(channels.get(0))
                            .isEqualTo(new Channel(
                                    "ops-mail",
                                    ChannelType.EMAIL,
                                    null,
                                    null,
                                    new Mailbox(
                                            "mail.example.org",
                                            465,
                                            "souk",
                                            SECRET,
                                            Mailbox.Tls.IMPLICIT,
                                            "Souk <souk@example.org>",
                                            List.of("one@example.org", "two@example.org")),
                                    new AlertFilter(
                                            Set.of(AlertKind.FEED_SILENCE, AlertKind.GAP),
                                            AlertSeverity.CRITICAL,
                                            Set.of("binance:BTC-USDT"),
                                            false),
                                    Duration.ofMinutes(1),
                                    new Retries(
                                            Duration.ofSeconds(2), Duration.ofSeconds(30), 5, Duration.ofMinutes(10)),
                                    Duration.ofSeconds(5),
                                    URI.create("https://souk.example.org")));
                    assertThat(channels)
                            .extracting(Channel::name)
                            .containsExactly("ops-mail", "pagerduty", "opsgenie", "slack");
                    assertThat(channels)
                            .extracting(Channel::url)
                            .containsExactly(
                                    null,
                                    URI.create("https://events.pagerduty.com/v2/enqueue"),
                                    URI.create("https://api.eu.opsgenie.com"),
                                    URI.create("https://hooks.slack.com/services/T/B/x"));
                    assertThat(channels).extracting(Channel::secret).containsExactly(null, SECRET, SECRET, null);
                });
    }

    @Test
    void aWholeChannelCanComeFromTheEnvironment() {
        inEnvironment(
                        "SOUK_NOTIFICATIONS_BASEURL=https://souk.example.org",
                        "SOUK_NOTIFICATIONS_CHANNELS_0_TYPE=webhook",
                        "SOUK_NOTIFICATIONS_CHANNELS_0_URL=https://example.org",
                        "SOUK_NOTIFICATIONS_CHANNELS_0_SECRET=" + SECRET,
                        "SOUK_NOTIFICATIONS_CHANNELS_0_DIGESTWINDOW=10s",
                        "SOUK_NOTIFICATIONS_CHANNELS_0_FILTER_MINIMUMSEVERITY=warning",
                        "SOUK_NOTIFICATIONS_CHANNELS_0_FILTER_KINDS=gap",
                        "SOUK_NOTIFICATIONS_CHANNELS_1_TYPE=email",
                        "SOUK_NOTIFICATIONS_CHANNELS_1_SMTP_HOST=mail.example.org",
                        "SOUK_NOTIFICATIONS_CHANNELS_1_SMTP_FROM=souk@example.org",
                        "SOUK_NOTIFICATIONS_CHANNELS_1_SMTP_TO=one@example.org")
                .run(context -> {
                    Channel webhook = channels(context).get(0);
                    assertThat(webhook.secret()).isEqualTo(SECRET);
                    assertThat(webhook.window()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(webhook.filter().minimumSeverity()).isEqualTo(AlertSeverity.WARNING);
                    assertThat(webhook.filter().kinds()).containsExactly(AlertKind.GAP);
                    assertThat(webhook.site()).isEqualTo(URI.create("https://souk.example.org"));
                    assertThat(channels(context).get(1).mailbox())
                            .isEqualTo(new Mailbox(
                                    "mail.example.org",
                                    587,
                                    null,
                                    null,
                                    Mailbox.Tls.STARTTLS,
                                    "souk@example.org",
                                    List.of("one@example.org")));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=fax | fax",
                "type= | must be webhook, email, slack, pagerduty or opsgenie",
                "name=Ops! | may hold up to 40 of a-z, 0-9 and -",
                "url= | channel 'webhook' has no url",
                "url=ftp://hidden.example.org | url of channel 'webhook' is no http:// or https:// address",
                "url=https://user:hidden@example.org | without a user name",
                "url=https:// hidden | is no http:// or https:// address",
                "secret=short | channel 'webhook' has no secret of at least 16 characters",
                "filter.kinds=doom | doom",
                "filter.minimum-severity=high | high",
                "filter.instruments=XYZ | is to be told of 'XYZ', which is no configured instrument",
                "digest-window=10ms | must be from 100 ms to 1 hour",
                "digest-window=2h | must be from 100 ms to 1 hour",
                "retry.first-pause=0s | must be from 10 ms to 1 hour",
                "retry.longest-pause=2d | must be from 10 ms to 1 day",
                "retry.attempts=0 | must be greater than or equal to 1",
                "retry.within=8d | must be from 1 second to 7 days",
                "breaker-pause=0s | must be from 100 ms to 1 hour",
            })
    void aWrongValueStopsTheStartWithASentenceAndWithoutSecrets(String setting, String told) {
        webhookWith(setting).run(context -> assertThat(refusal(context))
                .contains(told)
                .doesNotContain(SECRET)
                .doesNotContain("hidden"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp.host= | lacks the mail server, a sender or a recipient",
                "smtp.from= | lacks the mail server, a sender or a recipient",
                "smtp.to= | lacks the mail server, a sender or a recipient",
                "smtp.port=0 | must be greater than or equal to 1",
                "smtp.username= | has one of user name and password without the other",
                "smtp.password= | has one of user name and password without the other",
                "smtp.tls=maybe | maybe",
            })
    void aMailServerIsCheckedToo(String setting, String told) {
        with(
                        setting,
                        "type=email",
                        "smtp.host=mail.example.org",
                        "smtp.from=souk@example.org",
                        "smtp.to=one@example.org",
                        "smtp.username=souk",
                        "smtp.password=" + SECRET)
                .run(context -> assertThat(refusal(context)).contains(told).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @CsvSource({"pagerduty", "opsgenie"})
    void whoNeedsAKeySaysSo(String type) {
        with("key=", "type=" + type)
                .run(context -> assertThat(refusal(context)).contains("channel '" + type + "' has no key"));
    }

    @Test
    void twoOfOneNameAreRefused() {
        webhookWith("souk.notifications.channels[1].type=webhook").run(context -> assertThat(refusal(context))
                .contains("Two of souk.notifications.channels have the name 'webhook'")
                .doesNotContain(SECRET));
    }

    @Test
    void secretsAreNotSaid() {
        webhookWith("name=ops").run(context -> {
            assertThat(context.getBean(NotificationProperties.class).toString()).doesNotContain(SECRET, "example.org");
            assertThat(channels(context).toString()).doesNotContain(SECRET, "example.org");
        });
    }

    private ApplicationContextRunner webhookWith(String setting) {
        return with(setting, "type=webhook", "url=https://example.org/hook", "secret=" + SECRET);
    }

    /** The first takes the place of the default with its key. */
    private ApplicationContextRunner with(String setting, String... defaults) {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.concat(Arrays.stream(defaults), Stream.of(setting))
                .map(text -> text.split("=", 2))
                .forEach(parts ->
                        settings.put(parts[0].startsWith("souk.") ? parts[0] : FIRST + parts[0], parts[1].strip()));
        return application.withPropertyValues(settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
    }

    private ApplicationContextRunner inEnvironment(String... variables) {
        Map<String, Object> environment = new LinkedHashMap<>();
        Arrays.stream(variables)
                .map(variable -> variable.split("=", 2))
                .forEach(parts -> environment.put(parts[0], parts[1]));
        PropertySource<?> source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
        return application.withInitializer(
                context -> context.getEnvironment().getPropertySources().replace(source.getName(), source));
    }

    private static List<Channel> channels(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        return context
                .<List<Notifier>>getBeanProvider(ResolvableType.forClassWithGenerics(List.class, Notifier.class))
                .getObject()
                .stream()
                .map(Notifier::channel)
                .toList();
    }

    /** What Spring Boot prints, made by the analyzers that it would ask. */
    private static String refusal(AssertableApplicationContext context) {
        Throwable failure = context.getStartupFailure();
        assertThat(failure).isNotNull();
        for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.ArgumentResolver.of(Environment.class, new StandardEnvironment())
                                .and(BeanFactory.class, new StaticListableBeanFactory()),
                        (factory, name, problem) -> {
                            // As Spring Boot does: an analyzer that cannot be made here has nothing to say.
                        })) {
            FailureAnalysis analysis = analyzer.analyze(failure);
            if (analysis != null) {
                return analysis.getDescription() + "\n" + analysis.getAction();
            }
        }
        throw new AssertionError("nobody can explain this failure", failure);
    }
}
