package app;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.theme.Theme;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Souk. */
@SpringBootApplication(
        scanBasePackages = {"app", "routes", "ui", "api", "ops", "feeds", "candles", "analytics", "storage", "security"
        })
@EnableVaadin({"app", "ui"})
@EnableScheduling
@Push
@Theme("souk")
public class SoukApplication implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    public static void main(String[] args) {
        SpringApplication.run(SoukApplication.class, args);
    }
}
