package api.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** RFC 4231, test case 2, its data in two parts. */
    @Test
    void itIsTheHmacOfTheStandard() {
        assertThat(HexFormat.of()
                        .formatHex(Signature.hmac(bytes("Jefe"), bytes("what do ya "), bytes("want for nothing?"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /** Computed by {@code printf '%s' '1767225641.{"id":1}' | openssl dgst -sha256 -hmac 0123456789abcdef}. */
    @Test
    void itSignsTimeAndBody() {
        assertThat(Signature.of(bytes("{\"id\":1}"), "0123456789abcdef", Instant.ofEpochSecond(1_767_225_641L, 999)))
                .isEqualTo("t=1767225641,v1=26ae01caa887a527ec682d217d0031c497aab4d2ed289d2b8f5092249889f02c");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
