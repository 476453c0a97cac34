package routes;

import api.ProblemException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feeds.simulator.ExchangeSimulator;
import feeds.simulator.ProfileChange;
import feeds.simulator.SimulatorState;
import feeds.simulator.VolumeProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.Instrument;
import market.Instruments;
import storage.AuditStore;

/**
 * Shows the simulator of this process, and changes how its instruments trade, by requests in JSON. Changes are gone when the
 * process ends. What was changed leaves an audit row; the row comes after the change, so while the database is away a
 * change is made and the answer is that of a database that is away. Safe for any thread.
 */
public class SimulatorControl {

    /** Bytes; the longest sensible request has 150. */
    private static final int MAX_BODY = 4_096;

    private static final String RATE = "tradesPerSecond";
    private static final String VOLUME_PROFILE = "volumeProfile";
    private static final List<String> PROFILE =
            List.of("drift", "volatility", "typicalNotional", "weight", VOLUME_PROFILE);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** How an instrument trades, as it is answered. */
    record MarketAnswer(
            String instrument,
            boolean open,
            String nextChange,
            double drift,
            double volatility,
            double typicalNotional,
            double weight,
            String volumeProfile) {

        static MarketAnswer of(SimulatorState.Market market) {
            return new MarketAnswer(
                    market.instrument().id(),
                    market.open(),
                    market.nextChange().map(Instant::toString).orElse(null),
                    market.profile().drift(),
                    market.profile().volatility(),
                    market.profile().typicalNotional(),
                    market.profile().weight(),
                    market.profile().volumeProfile().label());
        }
    }

    /** All of it. */
    record SimulatorAnswer(double tradesPerSecond, List<MarketAnswer> instruments) {

        static SimulatorAnswer of(SimulatorState state) {
            return new SimulatorAnswer(
                    state.tradesPerSecond(),
                    state.markets().stream().map(MarketAnswer::of).toList());
        }
    }

    private final Optional<ExchangeSimulator> simulator;
    private final Instruments instruments;
    private final AuditStore audit;

    /** @param simulator empty if every feed has an address */
    public SimulatorControl(Optional<ExchangeSimulator> simulator, Instruments instruments, AuditStore audit) {
        this.simulator = simulator;
        this.instruments = instruments;
        this.audit = audit;
    }

    /** @throws ProblemException 409 if nothing is made up here */
    SimulatorAnswer state() {
        return SimulatorAnswer.of(running().state());
    }

    /**
     * @param body {@code {"tradesPerSecond":50}}
     * @throws ProblemException 400 if that cannot be, 409 if nothing is made up here
     */
    SimulatorAnswer change(InputStream body, String actor) {
        ExchangeSimulator running = running();
        JsonNode request = read(body, List.of(RATE));
        double rate = number(request, RATE);
        SimulatorState state;
        try {
            state = running.changeRate(rate);
        } catch (IllegalArgumentException e) {
            throw refused(e, List.of(RATE));
        }
        audit.add(actor, "simulator.change", "all " + request, "ok");
        return SimulatorAnswer.of(state);
    }

    /**
     * @param symbol an instrument's id, symbol or alias
     * @param body some of the fields of a profile
     * @throws ProblemException 400 if that cannot be, 404 if there is no such instrument, 409 if it is not simulated
     */
    MarketAnswer change(String symbol, InputStream body, String actor) {
        ExchangeSimulator running = running();
        List<SimulatorState.Market> markets = running.state().markets();
        List<String> simulated =
                markets.stream().map(market -> market.instrument().id()).toList();
        Instrument instrument = instruments
                .find(symbol)
                .orElseThrow(() -> ProblemException.notFound(
                        "symbol", "there is no instrument '" + printable(symbol) + "'", simulated));
        if (!simulated.contains(instrument.id())) {
            throw ProblemException.conflict(instrument.id() + " is not simulated; those that are: " + simulated);
        }
        JsonNode request = read(body, PROFILE);
        ProfileChange change = new ProfileChange(
                number(request, "drift"),
                number(request, "volatility"),
                number(request, "typicalNotional"),
                number(request, "weight"),
                volumeProfile(request.get(VOLUME_PROFILE)));
        SimulatorState.Market changed;
        try {
            changed = running.change(instrument, change);
        } catch (IllegalArgumentException e) {
            throw refused(e, PROFILE);
        }
        audit.add(actor, "simulator.change", instrument.id() + " " + request, "ok");
        return MarketAnswer.of(changed);
    }

    private ExchangeSimulator running() {
        ExchangeSimulator running = simulator.orElseThrow(
                () -> ProblemException.conflict("nothing is simulated here: every feed has an address"));
        if (!running.isLive()) {
            throw ProblemException.conflict("the simulator plays a recording, which cannot be changed");
        }
        return running;
    }

    private static JsonNode read(InputStream body, List<String> allowed) {
        JsonNode request;
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw badBody("the body has more than " + MAX_BODY + " bytes", allowed);
            }
            request = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw badBody("the body is not JSON: " + printable(e.getOriginalMessage()), allowed);
        } catch (IOException e) {
            throw new UncheckedIOException("the request cannot be read", e);
        }
        if (!request.isObject() || request.isEmpty()) {
            throw badBody("the body must be a JSON object with at least one field", allowed);
        }
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw badBody("there is no field '" + printable(name) + "'", allowed);
            }
        }
        return request;
    }

    /** Null if it was not sent. */
    private static Double number(JsonNode request, String name) {
        JsonNode value = request.get(name);
        if (value != null && !value.isNumber()) {
            throw ProblemException.badParameter(
                    name, name + " must be a number, was " + printable(value.toString()), List.of("a number"));
        }
        return value == null ? null : value.doubleValue();
    }

    private static VolumeProfile volumeProfile(JsonNode value) {
        if (value == null) {
            return null;
        }
        for (VolumeProfile known : VolumeProfile.values()) {
            if (value.isTextual() && known.label().equals(value.textValue().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        throw ProblemException.badParameter(
                VOLUME_PROFILE,
                VOLUME_PROFILE + " " + printable(value.toString()) + " is not known",
                VolumeProfile.labels());
    }

    /** The sentence of what is out of range begins with its name. */
    private static ProblemException refused(IllegalArgumentException e, List<String> fields) {
        String field = e.getMessage().split(" ", 2)[0];
        return ProblemException.badParameter(fields.contains(field) ? field : "body", e.getMessage(), null);
    }

    private static ProblemException badBody(String detail, List<String> allowed) {
        return ProblemException.badParameter("body", detail, allowed);
    }

    /** What somebody sent, made fit for an answer and a log line. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
