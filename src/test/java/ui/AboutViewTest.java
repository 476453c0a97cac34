package ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Pre;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AboutViewTest {

    @Test
    void showsTheNoticesThatLieBesideTheSources() throws Exception {
        String notice = Files.readString(Path.of("NOTICE"));

        assertThat(notice).contains("TradingView Lightweight Charts™", "https://www.tradingview.com/");
        assertThat(new AboutView(List.of()).getChildren())
                .filteredOn(Pre.class::isInstance)
                .singleElement()
                .satisfies(shown -> assertThat(((Pre) shown).getText()).isEqualTo(notice));
    }
}
