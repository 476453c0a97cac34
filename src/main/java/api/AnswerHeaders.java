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
            answer = new ContentCachingResponseWrapper(response);
        }
        try (MDC.MDCCloseable id = MDC.putCloseable("requestId", response.getHeader(REQUEST_ID))) {
            chain.doFilter(request, answer);
        } finally {
            if (!isAsyncStarted(request)) {
                complete(request, answer);
            }
        }
    }

    private static void complete(HttpServletRequest request, HttpServletResponse answer) throws IOException {
        long nanos = System.nanoTime() - (long) request.getAttribute(STARTED);
        answer.setHeader("Server-Timing", String.format(Locale.ROOT, "total;dur=%.1f", nanos / NANOS_PER_MS));
        ContentCachingResponseWrapper held = WebUtils.getNativeResponse(answer, ContentCachingResponseWrapper.class);
        if (held != null) {
            held.copyBodyToResponse();
        }
    }

    private static String requestId(HttpServletRequest request) {
        String sent = request.getHeader(REQUEST_ID);
        return sent != null && FIT_ID.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
