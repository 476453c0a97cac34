package benchmark;

import feeds.BinanceVenue;
import feeds.FrameDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import market.Instruments;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What one would write by hand: the JDK's WebSocket client, Souk's decoder, Kafka's producer with the settings that Souk has,
 * nothing watched and nothing counted. A process of its own, {@code RawFeed <socket> <brokers> <instruments>}.
 */
final class RawFeed implements WebSocket.Listener {

    private final FrameDecoder decoder;
    private final KafkaProducer<String, byte[]> producer;
    private final StringBuilder part = new StringBuilder();

    private RawFeed(FrameDecoder decoder, KafkaProducer<String, byte[]> producer) {
        this.decoder = decoder;
        this.producer = producer;
    }

    public static void main(String[] args) throws Exception {
        FrameDecoder decoder =
                new BinanceVenue().decoder(new Instruments(FeedStage.instruments(Integer.parseInt(args[2]))));
        Map<String, Object> settings = Map.of("bootstrap.servers", args[1], "acks", "all");
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(args[0]), new RawFeed(decoder, producer))
                .join();
        socket.sendText("{\"method\":\"SUBSCRIBE\",\"params\":[],\"id\":1}", true).join();
        new CountDownLatch(1).await();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            long now = System.currentTimeMillis() * 1_000;
            byte[] frame = part.toString().getBytes(StandardCharsets.UTF_8);
            part.setLength(0);
            List<Trade> trades = decoder.decode(frame, now).trades();
            for (Trade trade : trades) {
                producer.send(new ProducerRecord<>(
                        LogTopics.TICKS, trade.instrument(), TradeJson.write(trade.publishedAt(now))));
            }
        }
        socket.request(1);
        return null;
    }
}
