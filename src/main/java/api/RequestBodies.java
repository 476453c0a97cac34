package api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the body of a request in, up to {@link Ingest#MAX_BYTES}: further in nobody bounds it. It must be JSON and said to be so: a page of
 * another site can have a browser send a form, or what is of no type, with the login of whoever looks at it, but not this.
 */
public class RequestBodies extends OncePerRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/json";

    /** Of these a type without a body is looked at, too: it may have been taken for a form, and read, by somebody before. */
    private static final Set<String> SENDING = Set.of("POST", "PUT", "PATCH");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(Ingest.MAX_BYTES + 1);
        String type = request.getContentType();
        if (body.length > Ingest.MAX_BYTES) {
            response.setHeader("Connection", "close");
            refuse(response, ProblemException.tooLarge("a body may have " + Ingest.MAX_BYTES + " bytes"));
        } else if (!isJson(type) && (body.length > 0 || type != null && SENDING.contains(request.getMethod()))) {
            refuse(
                    response,
                    ProblemException.unsupportedMediaType(
                            "the body must be JSON, this is " + (type == null ? "of no type" : Quoted.of(type)),
                            List.of(MEDIA_TYPE)));
        } else {
            chain.doFilter(new Read(request, body), response);
        }
    }

    private static boolean isJson(String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE);
    }

    private static void refuse(HttpServletResponse response, ProblemException refusal) throws IOException {
        response.setStatus(refusal.problem().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(JSON.writeValueAsBytes(refusal.problem()));
    }

    private static final class Read extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        /** JSON is UTF-8, whatever the request says. */
        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return body.read(bytes, offset, length);
                }

                @Override
                public int available() {
                    return body.available();
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read it, it is here");
                }
            };
        }
    }
}
