package api.notifications;

import static market.TestAlerts.acknowledged;
import static market.TestAlerts.move;
import static market.TestAlerts.resolved;
import static market.TestAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import market.Alert;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void whatIsAddedIsReadInItsOrder() {
        Alert move = move(1);
        String lines = Digest.add(Digest.add(Digest.begin(move), silence(2)), resolved(move));

        assertThat(lines.lines()).hasSize(3);
        assertThat(Digest.read(lines)).containsExactly(move, silence(2), resolved(move));
    }

    @Test
    void theSameRevisionTwiceIsThereOnce() {
        Alert move = move(1);
        String lines = Digest.add(Digest.begin(move), acknowledged(move));

        assertThat(Digest.add(lines, move)).isSameAs(lines);
        assertThat(Digest.add(lines, acknowledged(move))).isSameAs(lines);
    }

    @Test
    void itsWorstIsTheOneThatMattersMost() {
        assertThat(new Digest(move(9).id(), "x", List.of(move(1, AlertSeverity.INFO), silence(2), move(3))).worst())
                .isEqualTo(AlertSeverity.CRITICAL);
    }

    @Test
    void anEmptyOneIsNone() {
        assertThatThrownBy(() -> new Digest(move(9).id(), "x", List.of()))
                .hasMessage("a digest tells at least one alert");
    }
}
