package app.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The smallest application: only what {@code spring.factories} brings. Also the process that tests kill. */
class TinySouk {

    /** Said on standard output when everything is up and the data is written. */
    static final String READY = "tiny-souk-ready";

    static ConfigurableApplicationContext start(Path directory, String... settings) {
        return application().run(arguments(directory, settings));
    }

    static SpringApplication application(Class<?>... more) {
        return new SpringApplicationBuilder(TinySouk.class)
                .sources(more)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .build();
    }

    static String[] arguments(Path directory, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--" + EmbeddedInitializer.DATA_DIRECTORY + "=" + directory,
                "--logging.level.kafka=WARN",
                "--logging.level.org.apache.kafka=WARN",
                "--logging.level.state.change.logger=WARN",
                "--logging.level.io.zonky=WARN"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return arguments.toArray(String[]::new);
    }

    /** Starts on the directory of the first argument, writes the data and waits for its standard input to end. */
    public static void main(String[] arguments) throws Exception {
        String[] settings = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        ConfigurableApplicationContext context = start(Path.of(arguments[0]), settings);
        if (context.getBean(EmbeddedParts.class).addresses().size() == Part.values().length) {
            SampleData.write(context.getEnvironment());
        }
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Whatever comes: only the end counts.
        }
        context.close();
    }
}
