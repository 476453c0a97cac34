package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import market.OpenPulse;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.apache.camel.spi.OptimisticLockingAggregationRepository.OptimisticLockingException;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Camel's aggregator, twice, on the same rows of a real database. */
class PulseAggregationIT {

    private final DataSource source = EmbeddedDatabase.dataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final List<CamelContext> contexts = new ArrayList<>();

    @BeforeEach
    void empty() {
        jdbc.execute("truncate pulse_aggregation, pulse_aggregation_completed");
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    /** Numbers that are added to a few groups, while both close groups at any time: each comes out once. */
    @Test
    void whateverTwoProcessesAddAndCloseEachMessageComesOutOnce() throws Exception {
        ConcurrentLinkedQueue<String> out = new ConcurrentLinkedQueue<>();
        List<Member> members = List.of(new Member(out::add), new Member(out::add));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int first = t * 100;
            Member member = members.get(t % 2);
            Random random = new Random(t);
            done.add(threads.submit(() -> {
                for (int i = first; i < first + 100; i++) {
                    member.add("g" + random.nextInt(2), Integer.toString(i));
                    if (random.nextInt(4) == 0) {
                        member.close("g" + random.nextInt(2));
                    }
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        members.get(0).close("g0");
        members.get(0).close("g1");

        List<Integer> told = out.stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(Integer::valueOf)
                .sorted()
                .toList();
        assertThat(told).isEqualTo(IntStream.range(0, 400).boxed().toList());
        await().untilAsserted(
                        () -> assertThat(count("pulse_aggregation_completed")).isZero());
        assertThat(count("pulse_aggregation")).isZero();
    }

    @Test
    void whatIsOpenIsToldWithItsTimes() throws Exception {
        Member member = new Member(text -> {});
        member.add("g7", "1");

        assertThat(member.windows.open()).containsExactly(new OpenPulse("g7", "x:A-B", 3, 30, 20, 40));
    }

    /** Camel's own would put it among the closed ones once more. */
    @Test
    void aGroupThatAnotherHasChangedOrClosedIsNotClosed() throws Exception {
        Member member = new Member(text -> {});
        member.add("g", "1");
        Exchange read = member.windows.get(member.camel, "g");
        member.add("g", "2");

        assertThatThrownBy(() -> member.windows.remove(member.camel, "g", read))
                .isInstanceOf(OptimisticLockingException.class);
        Exchange readAgain = member.windows.get(member.camel, "g");
        member.windows.remove(member.camel, "g", readAgain);
        assertThatThrownBy(() -> member.windows.remove(member.camel, "g", readAgain))
                .isInstanceOf(OptimisticLockingException.class);
        assertThatThrownBy(() -> member.windows.add(member.camel, "g", readAgain, readAgain))
                .as("what was closed does not open again with what was in it")
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(count("pulse_aggregation_completed")).isEqualTo(1);
        assertThat(count("pulse_aggregation")).isZero();
    }

    @Test
    void whatWasClosedAndNotToldIsFoundAfterAWhileOnlyAndToldBySomebody() throws Exception {
        ConcurrentLinkedQueue<String> out = new ConcurrentLinkedQueue<>();
        Member dies = new Member(text -> {
            throw new IllegalStateException("it ends before it has told " + text);
        });
        dies.add("g", "1");
        dies.close("g");
        dies.camel.stop();
        assertThat(count("pulse_aggregation_completed")).isEqualTo(1);
        Member other = new Member(out::add);

        assertThat(other.windows.scan(other.camel)).isEmpty();
        assertThat(out).isEmpty();
        jdbc.update("update pulse_aggregation_completed set completed_at = now() - interval '11 s'");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(out).containsExactly("1"));
        await().untilAsserted(
                        () -> assertThat(count("pulse_aggregation_completed")).isZero());
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    /** A process: what is added to a group is joined by commas. */
    private final class Member {

        private final PulseAggregation windows = new PulseAggregation(new DataSourceTransactionManager(source), source);
        private final AggregateController controller = new DefaultAggregateController();
        private final CamelContext camel = new DefaultCamelContext();

        Member(Consumer<String> out) throws Exception {
            contexts.add(camel);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .aggregate(header("group"), (known, next) -> {
                                if (known != null) {
                                    known.getMessage()
                                            .setBody(known.getMessage().getBody(String.class) + ","
                                                    + next.getMessage().getBody(String.class));
                                }
                                return known == null ? next : known;
                            })
                            .aggregationRepository(windows)
                            .optimisticLocking()
                            .completionPredicate(constant(false))
                            .aggregateController(controller)
                            .executorService(new SynchronousExecutorService())
                            .process(
                                    exchange -> out.accept(exchange.getMessage().getBody(String.class)));
                }
            });
            camel.start();
        }

        void add(String group, String number) {
            Exchange exchange = new DefaultExchange(camel);
            exchange.getMessage().setBody(number);
            exchange.getMessage()
                    .setHeaders(new HashMap<>(Map.of(
                            "group",
                            group,
                            PulseAggregation.INSTRUMENT,
                            "x:A-B",
                            PulseAggregation.PARTITION,
                            "3",
                            PulseAggregation.WINDOW_END,
                            "30",
                            PulseAggregation.NEWEST_QUOTE,
                            "20",
                            PulseAggregation.LAST_ADDED,
                            "40")));
            Exchange sent = camel.createFluentProducerTemplate()
                    .to("direct:in")
                    .withExchange(exchange)
                    .send();
            assertThat(sent.getException()).isNull();
        }

        void close(String group) {
            try {
                controller.forceCompletionOfGroup(group);
            } catch (OptimisticLockingException e) {
                // Another was faster.
            }
        }
    }
}
