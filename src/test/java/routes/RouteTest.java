package routes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.camel.component.kafka.springboot.KafkaComponentAutoConfiguration;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.endpointdsl.EndpointDslAutoConfiguration;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A test of route builders in a Camel context of Spring Boot with nothing else in it. The context is started by the
 * test, after it has put mocks in the place of servers; for that every test has to say {@code @UseAdviceWith} itself,
 * as Camel does not see it here. The addresses are nobody's: with them no embedded part starts.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CamelSpringBootTest
@Timeout(60)
@DirtiesContext
@ImportAutoConfiguration({
    CamelAutoConfiguration.class,
    EndpointDslAutoConfiguration.class,
    KafkaComponentAutoConfiguration.class
})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "souk.kafka.brokers=localhost:1",
            "spring.datasource.url=jdbc:postgresql://localhost:1/none",
            "spring.data.redis.url=redis://localhost:1"
        })
@interface RouteTest {}
