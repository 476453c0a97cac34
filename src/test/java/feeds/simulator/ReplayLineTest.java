package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayLineTest {

    @Test
    void unwrapsTheDataCharacterByCharacter() {
        ReplayLine line = ReplayLine.of("{\"stream\":\"btcusdt@trade\", \"data\": { \"E\":17, \"p\" : 1.50 } }");

        assertThat(line.stream()).isEqualTo("btcusdt@trade");
        assertThat(line.payload()).isEqualTo("{ \"E\":17, \"p\" : 1.50 }");
        assertThat(line.eventMillis()).hasValue(17);
    }

    @Test
    void theOrderOfTheFieldsDoesNotMatterAndAnInnerEIsNotTheEventTime() {
        ReplayLine line = ReplayLine.of("{\"data\":{\"x\":{\"E\":1},\"E\":2},\"stream\":\"a@trade\"}");

        assertThat(line.stream()).isEqualTo("a@trade");
        assertThat(line.eventMillis()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"E\":\"17\"}", "{\"E\":1.5}", "{\"E\":99999999999999999999}", "{}"})
    void anEventTimeThatIsNoneLeavesTheStream(String data) {
        ReplayLine line = ReplayLine.of("{\"stream\":\"a@trade\",\"data\":" + data + "}");

        assertThat(line.stream()).isEqualTo("a@trade");
        assertThat(line.payload()).isEqualTo(data);
        assertThat(line.eventMillis()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "{\"stream\":\"a@trade\",\"data\":{\"E\":1}",
                "{\"stream\":\"a@trade\",\"data\":{\"E\":1}} more",
                "{\"result\":null,\"id\":1}",
                "{\"stream\":\"a@trade\",\"data\":7}",
                "[1,2]",
                "null"
            })
    void whatIsNoCombinedFrameGoesToAllAsItIs(String text) {
        ReplayLine line = ReplayLine.of(text);

        assertThat(line.stream()).isNull();
        assertThat(line.text()).isEqualTo(text);
        assertThat(line.payload()).isEqualTo(text);
    }

    @Property
    void noTextIsTooStrange(@ForAll String text) {
        assertThat(ReplayLine.of(text).text()).isEqualTo(text);
    }
}
