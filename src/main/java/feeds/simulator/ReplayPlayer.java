package feeds.simulator;

import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording once, from the moment the first client has subscribed. That client leads: the replay waits while it
 * reads too slowly, and when it disconnects the replay stops, to go on with the oldest client that is subscribed or the
 * next one that comes. Nothing is lost to the leader: pings between the lines tell how far it has read, and what was on
 * its way when it left is sent again. So a line may come twice around a disconnection, with the same trade id, but none
 * is left out. A leader that reads nothing at all is closed like any client that does not pong. Other clients see the same lines at the leader's pace, and are dropped if they cannot follow.
 *
 * <p>A line goes to who listens to its stream at that moment, and is over for the others. A line without a stream, or
 * not even JSON, goes to every connection as it is. Event loop only.
 */
final class ReplayPlayer implements Player {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayPlayer.class);

    /** Lines after which the leader is asked how far it has read; well below {@link ReplayWindow#CAPACITY}. */
    private static final int LINES_PER_PING = 500;

    /** Lines in a row before the sockets get their turn. */
    private static final int LINES_PER_TURN = 256;

    /** What the file holds is not known before it is read, so any well-formed stream can be asked for. */
    private static final Pattern STREAM = Pattern.compile("[a-z0-9_.!-]{1,40}@[A-Za-z0-9_@+:]{1,40}");

    private final Vertx vertx;
    private final Clients clients;
    private final ReplayFile file;
    private final ReplayWindow window;
    private final ReplayPace pace;
    private Client leader;
    private long pingedPosition;
    private long timer = -1;
    private boolean ended;
    private boolean broken;

    ReplayPlayer(Vertx vertx, Clients clients, ReplayFile file, double speed) {
        this.vertx = vertx;
        this.clients = clients;
        this.file = file;
        window = new ReplayWindow(file);
        pace = new ReplayPace(speed);
    }

    @Override
    public void start() {
        LOG.info("{} will be played when a client has subscribed", file.path());
    }

    @Override
    public boolean knows(String stream) {
        return STREAM.matcher(stream).matches();
    }

    @Override
    public void subscriptionsChanged() {
        if (leader != null && leader.streams().isEmpty()) {
            // It stays connected and reads on in order, so what is on its way is not lost.
            leader = null;
        }
        lead();
    }

    @Override
    public void left(Client client) {
        if (client == leader) {
            leader = null;
            ended &= window.isAcknowledged();
            window.rewind();
            lead();
        }
    }

    @Override
    public void stop() {
        file.close();
    }

    private void lead() {
        if (leader == null) {
            clients.firstSubscribed().ifPresent(client -> {
                leader = client;
                pace.restart();
                pingedPosition = window.position();
                if (!window.isAcknowledged()) {
                    // The leader before it gave up the streams, so its pongs do not count any more.
                    askHowFar();
                }
                if (!ended) {
                    LOG.info("{} is played from line {} on, led by {}", file.path(), window.position() + 1, client);
                    play();
                }
            });
        }
    }

    /** Plays what is due. Called whenever that may have changed; a call too many does nothing. */
    private void play() {
        for (int i = 0; i < LINES_PER_TURN; i++) {
            ReplayLine line = ready() ? next() : null;
            if (line == null) {
                return;
            }
            long now = System.nanoTime();
            long waitNanos = pace.waitNanos(line, now);
            if (waitNanos > 0) {
                playIn(waitNanos);
                return;
            }
            pace.played(line, now);
            window.advance();
            send(line);
            if (window.position() - pingedPosition >= LINES_PER_PING) {
                askHowFar();
            }
        }
        vertx.runOnContext(later -> play());
    }

    /** Whether the leader can take a line. If it cannot now, its drain or its pong calls {@link #play} again. */
    private boolean ready() {
        if (leader == null || !leader.isOpen() || window.isFull()) {
            return false;
        }
        if (leader.isFull()) {
            leader.whenDrained(this::play);
            return false;
        }
        return true;
    }

    private ReplayLine next() {
        ReplayLine line = null;
        try {
            line = broken ? null : window.peek();
        } catch (UncheckedIOException e) {
            broken = true;
            LOG.error("{} cannot be read on after line {}", file.path(), window.position(), e);
        }
        if (line == null && !ended) {
            ended = true;
            LOG.info("{} is done: {} lines played", file.path(), window.position());
            askHowFar();
        }
        return line;
    }

    private void playIn(long nanos) {
        vertx.cancelTimer(timer);
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        timer = vertx.setTimer(millis, fired -> play());
    }

    private void send(ReplayLine line) {
        List<Client> listeners = line.stream() == null ? clients.all() : clients.of(line.stream());
        for (Client listener : listeners) {
            listener.send(listener.combined() ? line.text() : line.payload());
        }
    }

    private void askHowFar() {
        Client asked = leader;
        long position = window.position();
        pingedPosition = position;
        asked.ping(() -> {
            // A pong of a former leader says nothing about lines that were sent again.
            if (asked == leader) {
                window.acknowledge(position);
                play();
            }
        });
    }
}
