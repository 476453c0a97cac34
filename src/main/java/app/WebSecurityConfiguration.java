package app;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.server.auth.AnnotatedViewAccessChecker;
import com.vaadin.flow.spring.security.NavigationAccessControlConfigurer;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import security.AdminAccount;
import security.ReadAccess;
import ui.LoginView;

/** Who may do what: programs by HTTP Basic or nobody asked, people by the login form. */
@Configuration(proxyBeanMethods = false)
class WebSecurityConfiguration {

    @Bean
    AdminAccount adminAccount(SoukProperties properties) {
        return AdminAccount.of(properties.security().adminPassword());
    }

    @Bean
    ReadAccess readAccess(SoukProperties properties, Environment environment) {
        Boolean configured = properties.security().anonymousRead();
        return new ReadAccess(configured != null ? configured : isAllEmbedded(environment));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(AdminAccount admin, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(User.withUsername(admin.user())
                .password(encoder.encode(admin.password()))
                .roles(AdminAccount.ROLE_ADMIN)
                .build());
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, ReadAccess read) throws Exception {
        http.securityMatcher("/api/**", "/ws/**", "/openapi.yaml", "/actuator/**", "/error");
        http.csrf(csrf -> csrf.disable());
        http.httpBasic(basic -> basic.authenticationEntryPoint(new LoginNeeded()));
        // Somebody who logged in by the form may use the API from there; a program gets no session of its own.
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(cache -> cache.disable());
        http.authorizeHttpRequests(requests -> {
            requests.requestMatchers(EndpointRequest.to("health", "info")).permitAll();
            requests.requestMatchers("/error").permitAll();
            // In any case, since Camel may see one path where Spring sees two.
            requests.requestMatchers(
                            new RegexRequestMatcher("/api/v1/ingest.*", "POST", true),
                            new RegexRequestMatcher("/api/v1/feeds/.*", "PUT", true),
                            new RegexRequestMatcher("/api/v1/alerts/.*", "PUT", true),
                            new RegexRequestMatcher("/api/v1/alert-rules.*", "POST", true),
                            new RegexRequestMatcher("/api/v1/alert-rules.*", "PUT", true),
                            new RegexRequestMatcher("/api/v1/alert-rules.*", "DELETE", true),
                            new RegexRequestMatcher("/api/v1/simulator.*", null, true))
                    .hasRole(AdminAccount.ROLE_ADMIN);
            if (read.anonymous()) {
                requests.anyRequest().permitAll();
            } else {
                requests.anyRequest().authenticated();
            }
        });
        return http.build();
    }

    @Bean
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        return http.with(vaadin(), vaadin -> vaadin.loginView(LoginView.class)).build();
    }

    /** Views say by annotation who may see them; {@code souk.security.anonymous-read} may take back the anonymous ones. */
    @Bean
    static NavigationAccessControlConfigurer viewAccess(ReadAccess read) {
        AnnotatedViewAccessChecker annotations = new AnnotatedViewAccessChecker();
        return new NavigationAccessControlConfigurer()
                .withNavigationAccessChecker(view -> !read.anonymous()
                                && view.getPrincipal() == null
                                && view.getNavigationTarget() != LoginView.class
                        ? view.deny("reading needs a login here")
                        : annotations.check(view));
    }

    private static boolean isAllEmbedded(Environment environment) {
        return environment.getProperty("souk.embedded.kafka.running", boolean.class, false)
                && environment.getProperty("souk.embedded.postgres.running", boolean.class, false)
                && environment.getProperty("souk.embedded.redis.running", boolean.class, false);
    }
}
