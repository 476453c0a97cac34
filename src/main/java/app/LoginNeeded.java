package app;

import api.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers a program that did not log in, or not rightly, with a problem of the same shape as all others. */
class LoginNeeded implements AuthenticationEntryPoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Souk\"");
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(JSON.writeValueAsString(Problem.of(
                                HttpServletResponse.SC_UNAUTHORIZED,
                                "Unauthorized",
                                "this needs HTTP Basic authentication with a user of Souk, or the session of a login"))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
