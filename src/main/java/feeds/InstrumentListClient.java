package feeds;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import market.Instrument;
import market.MalformedDataException;

/** Asks a venue once what is traded there. It holds its thread for {@link #TIMEOUT} at most. */
public final class InstrumentListClient {

    /** From the request to the last byte of some MB. The start waits so long for a venue that is down. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private InstrumentListClient() {}

    /**
     * @param address scheme, host, port and perhaps a path of the venue's HTTP API
     * @throws IOException if it cannot be had; the message says why, without the venue's name
     */
    public static List<Instrument> fetch(URI address, InstrumentList list) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceAll("/+$", "") + list.request()))
                .header("User-Agent", "souk")
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
                http.sendAsync(request, head -> new BoundedBody(InstrumentList.MAX_BYTES));
        try {
            HttpResponse<BoundedBody.Body> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("it answered with status " + response.statusCode());
            }
            if (!response.body().whole()) {
                throw new IOException("it answered with more than " + InstrumentList.MAX_BYTES + " bytes");
            }
            return list.read(response.body().bytes());
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("it cannot be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was not waited for", e);
        } catch (MalformedDataException e) {
            throw new IOException("its answer cannot be used: " + e.getMessage(), e);
        } finally {
            answer.cancel(true);
        }
    }
}
