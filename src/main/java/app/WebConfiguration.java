package app;

import api.AnswerHeaders;
import api.MarketSocket;
import api.PriceSocket;
import api.RequestBodies;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The edges that Spring MVC serves beside Camel's REST and Vaadin's pages. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebConfiguration implements WebSocketConfigurer {

    private final PriceSocket prices;
    private final MarketSocket market;

    WebConfiguration(PriceSocket prices, MarketSocket market) {
        this.prices = prices;
        this.market = market;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(prices, PriceSocket.PATH);
        registry.addHandler(market, MarketSocket.PATH);
    }

    /** Twice as many as there are connections to the database: some answers need none. */
    private static final int REST_THREADS = 20;

    /** Requests that wait for a thread; beyond that Tomcat's own threads do the work, and take no more requests meanwhile. */
    private static final int REST_WAITING = 100;

    @Bean
    ThreadPoolTaskExecutor restThreads() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(REST_THREADS);
        threads.setMaxPoolSize(REST_THREADS);
        threads.setAllowCoreThreadTimeOut(true);
        threads.setQueueCapacity(REST_WAITING);
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        threads.setThreadNamePrefix("rest-");
        return threads;
    }

    /**
     * Camel hands each REST request to an executor, and takes one of this type before any other that it finds: without it
     * that would be the one thread that Redis' messages go through. Operations see who is logged in.
     */
    @Bean
    DelegatingSecurityContextAsyncTaskExecutor restExecutor(ThreadPoolTaskExecutor restThreads) {
        return new DelegatingSecurityContextAsyncTaskExecutor(restThreads);
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
    FilterRegistrationBean<RequestBodies> requestBodies() {
        FilterRegistrationBean<RequestBodies> registration = new FilterRegistrationBean<>(new RequestBodies());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 100);
        registration.setAsyncSupported(true);
        return registration;
    }
}
