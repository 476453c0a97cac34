package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;

class AnswerHeadersTest {

    private static final String A_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final AnswerHeaders filter = new AnswerHeaders();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/latest/BTC");
    private final MockHttpServletResponse response = new ContainerResponse();

    @Test
    void anAnswerCarriesARequestIdAndHowLongItTook() throws Exception {
        filter.doFilter(request, response, answering(200, "the body"));

        assertThat(response.getHeader("X-Request-ID")).matches(A_UUID);
        assertThat(response.getHeader("Server-Timing")).matches("total;dur=\\d+\\.\\d");
        assertThat(response.getContentAsString()).isEqualTo("the body");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "my-request_1.2", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aRequestIdThatIsFitIsSaidBack(String id) throws Exception {
        request.addHeader("X-Request-ID", id);

        filter.doFilter(request, response, answering(200, ""));

        assertThat(response.getHeader("X-Request-ID")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\r\nSet-Cookie: x=y",
                "<script>",
                "${jndi:ldap://x}",
                "a\u0000",
                "\u00e4",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void aHostileRequestIdIsReplaced(String id) throws Exception {
        request.addHeader("X-Request-ID", id);

        filter.doFilter(request, response, answering(200, ""));

        assertThat(response.getHeaders("X-Request-ID"))
                .singleElement()
                .asString()
                .matches(A_UUID);
    }

    @Test
    void theRequestIdIsInTheLogContextWhileTheRequestIsWorkedOnAndNoLonger() throws Exception {
        request.addHeader("X-Request-ID", "mine");
        AtomicReference<String> seen = new AtomicReference<>();

        filter.doFilter(request, response, (req, res) -> seen.set(MDC.get("requestId")));

        assertThat(seen).hasValue("mine");
        assertThat(MDC.get("requestId")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 503})
    void aProblemCarriesThemToo(int status) throws Exception {
        filter.doFilter(request, response, answering(status, "{}"));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("X-Request-ID")).matches(A_UUID);
        assertThat(response.getHeader("Server-Timing")).startsWith("total;dur=");
    }

    /** As Spring Security and the container refuse: after it, headers are not taken any more. */
    @Test
    void anErrorThatIsSentCarriesThemToo() throws Exception {
        filter.doFilter(request, response, (req, res) -> ((HttpServletResponse) res).sendError(401));

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("X-Request-ID")).matches(A_UUID);
        assertThat(response.getHeader("Server-Timing")).startsWith("total;dur=");
    }

    @Test
    void aRedirectCarriesThemToo() throws Exception {
        filter.doFilter(request, response, (req, res) -> ((HttpServletResponse) res).sendRedirect("/elsewhere"));

        assertThat(response.getRedirectedUrl()).isEqualTo("/elsewhere");
        assertThat(response.getHeader("Server-Timing")).startsWith("total;dur=");
    }

    @Test
    void aFailureAfterHalfAnAnswerLeavesTheAnswerToTheContainer() {
        FilterChain failing = (req, res) -> {
            res.getWriter().write("half of it");
            throw new ServletException("broken");
        };

        assertThatThrownBy(() -> filter.doFilter(request, response, failing)).hasMessage("broken");

        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getHeader("X-Request-ID")).matches(A_UUID);
        assertThat(response.getHeader("Server-Timing")).startsWith("total;dur=");
    }

    @Test
    void anAnswerThatComesLaterIsCompletedWhenItIsThere() throws Exception {
        request.setAsyncSupported(true);
        AtomicReference<HttpServletResponse> held = new AtomicReference<>();
        filter.doFilter(request, response, (req, res) -> {
            held.set((HttpServletResponse) res);
            StandardServletAsyncWebRequest later = new StandardServletAsyncWebRequest(request, held.get());
            WebAsyncUtils.getAsyncManager(request).setAsyncWebRequest(later);
            later.startAsync();
        });
        assertThat(response.getHeader("Server-Timing")).isNull();

        request.setAsyncStarted(false);
        request.setDispatcherType(DispatcherType.ASYNC);
        filter.doFilter(request, held.get(), answering(200, "late"));

        assertThat(response.getContentAsString()).isEqualTo("late");
        assertThat(response.getHeader("Server-Timing")).startsWith("total;dur=");
    }

    private static FilterChain answering(int status, String body) {
        return (request, response) -> {
            ((HttpServletResponse) response).setStatus(status);
            write(response, body);
        };
    }

    private static void write(jakarta.servlet.ServletResponse response, String body) throws IOException {
        response.getWriter().write(body);
    }

    /** Like a container's, it takes no header any more once the answer is on its way. */
    private static final class ContainerResponse extends MockHttpServletResponse {

        @Override
        public void setHeader(String name, String value) {
            if (!isCommitted()) {
                super.setHeader(name, value);
            }
        }
    }
}
