package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The alerts that five minutes of recorded trades of Binance give. Their candles, as the exchange tells them:
 *
 * <pre>
 * 23:54 open 61837.63 high 61855.37 low 61824.00 close 61828.00 volume 12.4
 * 23:55 open 61828.00 high 61860.80 low 61780.00 close 61782.25 volume 15.1
 * 23:56 open 61782.25 high 61782.26 low 61723.99 close 61727.66 volume 15.5
 * 23:57 open 61727.66 high 61735.99 low 61651.01 close 61652.01 volume 59.3
 * 23:58 open 61652.00 high 61745.27 low 61583.22 close 61717.63 volume 77.1
 * 23:59 open 61717.64 high 61743.50 low 61711.73 close 61711.73 volume 12.0
 * </pre>
 */
final class RecordedAlerts {

    private RecordedAlerts() {}

    static Stream<String> settings() {
        return Stream.concat(
                Stream.of("souk.alerts.volume-spike.minimum-history=3", "souk.alerts.volume-spike.threshold=3"),
                rules(
                        List.of("kind=price-crosses", "direction=down", "level=61750"),
                        List.of("kind=price-crosses", "direction=up", "level=61700"),
                        List.of("kind=price-change", "level=0.2", "window=3m"),
                        List.of("kind=volume-over", "level=50"),
                        List.of("kind=price-crosses", "direction=up", "level=61900")));
    }

    private static Stream<String> rules(List<?>... rules) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            String rule = "souk.alerts.rules[" + i + "].";
            settings.add(rule + "instrument=BTC");
            rules[i].forEach(field -> settings.add(rule + field));
        }
        return settings.stream();
    }

    static void areThoseThatTheCandlesExplain(Souk souk) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(told(souk))
                .containsExactlyInAnyOrder(
                        // From 61782.25 at the end of 23:55 down to 61723.99.
                        "price-crosses 61750 at 23:56 ACTIVE",
                        // 61651.01 is 0.29 % below the 61828.00 of the end of 23:54; at the end of 23:58 it is 0.10 %.
                        "price-change 0.2 at 23:57 RESOLVED at 23:59",
                        // 59.3 after 12.4, 15.1 and 15.5: ln 59.3 is 4.6 times 0.3 above the median of theirs.
                        "volume-spike 3 at 23:57 RESOLVED at 00:00",
                        "volume-over 50 at 23:57 RESOLVED at 00:00",
                        // From 61652.01 at the end of 23:57 up to 61745.27.
                        "price-crosses 61700 at 23:58 ACTIVE"));
    }

    private static List<String> told(Souk souk) {
        List<String> told = new ArrayList<>();
        for (JsonNode alert : souk.json("/api/v1/alerts/BTC").get("alerts")) {
            String text =
                    alert.get("kind").asText() + " " + alert.get("threshold").asText() + " at "
                            + alert.get("candleStart").asText().substring(11, 16) + " "
                            + alert.get("status").asText();
            told.add(
                    alert.has("resolvedAt")
                            ? text + " at " + alert.get("resolvedAt").asText().substring(11, 16)
                            : text);
        }
        return told;
    }
}
