package feeds;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Makes camel-http ask as a poll does: once, without memory of earlier requests, and for an answer that is bounded in size
 * and time as a whole. By itself the client repeats a request at status 429, and has limits for single reads only. Safe for any
 * thread.
 */
public final class PollHttp implements HttpClientConfigurer {

    private final Duration answerTimeout;

    /** @param answerTimeout from the request to the last byte of the answer */
    public PollHttp(Duration answerTimeout) {
        this.answerTimeout = answerTimeout;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("souk")
                // A request every few seconds needs no connection that is kept, and perhaps dead when it comes.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .addExecInterceptorFirst("bounds", this::bounded);
    }

    private ClassicHttpResponse bounded(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean overdue = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    // First, since the reader fails before this returns.
                    overdue.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                CompletableFuture.delayedExecutor(answerTimeout.toMillis(), TimeUnit.MILLISECONDS));
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                byte[] body = read(entity, scope);
                response.setEntity(new ByteArrayEntity(body, contentType(entity)));
            }
            return response;
        } catch (IOException e) {
            if (overdue.get()) {
                throw new IOException("no whole answer within " + answerTimeout.toSeconds() + " s", e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    /** Closing the stream of an answer that is too long would read all of it, so its connection goes first. */
    private static byte[] read(HttpEntity entity, ExecChain.Scope scope) throws IOException {
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(FrameJson.MAX_FRAME_BYTES + 1);
        if (body.length > FrameJson.MAX_FRAME_BYTES) {
            scope.execRuntime.discardEndpoint();
            throw new IOException("the answer has more than " + FrameJson.MAX_FRAME_BYTES + " bytes");
        }
        content.close();
        return body;
    }

    private static ContentType contentType(HttpEntity entity) {
        return ContentType.parseLenient(entity.getContentType());
    }
}
