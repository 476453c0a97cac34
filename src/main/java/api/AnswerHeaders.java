package api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Gives every answer {@code X-Request-ID} (the request's own, if it is fit to be said back) and {@code Server-Timing}.
 * The answer is held back until it is complete, since only then it is known how long it took.
 */
public class AnswerHeaders extends OncePerRequestFilter {

    public static final String REQUEST_ID = "X-Request-ID";

    private static final Pattern FIT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String STARTED = AnswerHeaders.class.getName() + ".started";
    private static final double NANOS_PER_MS = 1_000_000.0;

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletResponse answer = response;
        if (!isAsyncDispatch(request)) {
            request.setAttribute(STARTED, System.nanoTime());
            response.setHeader(REQUEST_ID, requestId(request));
            answer = new Held(request, response);
        }
        try (MDC.MDCCloseable id = MDC.putCloseable("requestId", response.getHeader(REQUEST_ID))) {
            chain.doFilter(request, answer);
        } catch (ServletException | IOException | RuntimeException e) {
            // What was written so far is half an answer: the container will make a whole one of the failure.
            answer.resetBuffer();
            tellTime(request, answer);
            throw e;
        }
        if (!isAsyncStarted(request)) {
            tellTime(request, answer);
            Held held = WebUtils.getNativeResponse(answer, Held.class);
            if (held != null) {
                held.copyBodyToResponse();
            }
        }
    }

    private static void tellTime(HttpServletRequest request, HttpServletResponse answer) {
        long nanos = System.nanoTime() - (long) request.getAttribute(STARTED);
        answer.setHeader("Server-Timing", String.format(Locale.ROOT, "total;dur=%.1f", nanos / NANOS_PER_MS));
    }

    private static String requestId(HttpServletRequest request) {
        String sent = request.getHeader(REQUEST_ID);
        return sent != null && FIT_ID.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    /** Errors and redirects are complete at once, and the container takes no headers after them. */
    private static final class Held extends ContentCachingResponseWrapper {

        private final HttpServletRequest request;

        Held(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendError(int status) throws IOException {
            tellTime(request, this);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            tellTime(request, this);
            super.sendError(status, message);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            tellTime(request, this);
            super.sendRedirect(location);
        }
    }
}
