package api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestBodiesTest {

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @CsvSource({
        "GET, , ''",
        "GET, text/plain, ''",
        "PUT, , ''",
        "DELETE, , ''",
        "POST, application/json, '{}'",
        "PATCH, Application/JSON; charset=utf-8, '{}'"
    })
    void whatHasNoBodyOrOneOfJsonGoesOn(String method, String type, String body) throws Exception {
        send(method, type, body);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().getInputStream().readAllBytes())
                .asString()
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, , '{}'",
        "POST, text/plain, '{}'",
        "POST, application/jsonp, '{}'",
        "POST, application/x-www-form-urlencoded, ''",
        "PUT, text/plain, '{}'",
        "GET, text/plain, '{}'"
    })
    void whatDoesNotSayThatItIsJsonIsRefused(String method, String type, String body) throws Exception {
        send(method, type, body);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(415);
        assertThat(response.getContentAsString()).contains("the body must be JSON, this is ", "[\"application/json\"]");
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        send("POST", "application/json", " ".repeat(Ingest.MAX_BYTES + 1));

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentAsString()).contains("a body may have 1000000 bytes");
    }

    private void send(String method, String type, String body) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/v1/anything");
        request.setContentType(type);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        new RequestBodies().doFilter(request, response, chain);
    }
}
