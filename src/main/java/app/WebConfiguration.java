package app;

import api.AnswerHeaders;
import api.IngestLimit;
import api.PriceSocket;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The edges that Spring MVC serves beside Camel's REST and Vaadin's pages. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebConfiguration implements WebSocketConfigurer {

    private final PriceSocket prices;

    WebConfiguration(PriceSocket prices) {
        this.prices = prices;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(prices, PriceSocket.PATH);
    }

    /** Before Spring Security, so that a refusal carries the headers, too. */
    @Bean
    FilterRegistrationBean<AnswerHeaders> answerHeaders() {
        FilterRegistrationBean<AnswerHeaders> registration = new FilterRegistrationBean<>(new AnswerHeaders());
        registration.addUrlPatterns("/api/*", "/openapi.yaml");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** After Spring Security, so that nothing is taken in from somebody who may not send it. */
    @Bean
    FilterRegistrationBean<IngestLimit> ingestLimit() {
        FilterRegistrationBean<IngestLimit> registration = new FilterRegistrationBean<>(new IngestLimit());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 100);
        registration.setAsyncSupported(true);
        return registration;
    }
}
