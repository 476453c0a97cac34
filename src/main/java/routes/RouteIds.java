package routes;

/** The names of routes and of the {@code direct:} and {@code seda:} endpoints between them. */
final class RouteIds {

    /** Groups, in the order in which a trade passes them. */
    static final String FEEDS = "feeds";

    static final String ENGINE = "engine";
    static final String ALERTING = "alerts";
    static final String LIVE = "live";
    static final String EDGES = "edges";
    static final String NOTIFICATIONS = "notifications";
    static final String ERRORS = "errors";

    /** One route a feed: this and the feed's name. */
    static final String FEED = "feed-";

    /** One route a venue whose past trades can be asked for: this and the venue's name. */
    static final String BACKFILL = "backfill-";

    /** Two routes a channel that is told of alerts: each of these and the channel's name. */
    static final String NOTIFY = "notify-";

    static final String SEND = "send-";

    static final String OUTAGES = "outages";
    static final String FEED_EVENTS = "feed-events";
    static final String MARKET_HOURS = "market-hours";
    static final String CANDLES = "candles";
    static final String CANDLES_PUBLISH = "candles-publish";
    static final String CANDLES_UPDATES = "candles-updates";
    static final String CANDLES_RETENTION = "candles-retention";
    static final String CANDLES_LIVE = "candles-live";
    static final String REBUILD = "rebuild";
    static final String PULSE_QUOTES = "pulse-quotes";
    static final String PULSE_WINDOWS = "pulse-windows";
    static final String PULSE_CLOSING = "pulse-closing";
    static final String PULSE_CLOSED = "pulse-closed";
    static final String PULSE_LIVE = "pulse-live";
    static final String PULSE_RETENTION = "pulse-retention";
    static final String TRADES_LIVE = "trades-live";
    static final String FAN_OUT_TRADES = "fan-out-trades";
    static final String FAN_OUT_CANDLES = "fan-out-candles";
    static final String FAN_OUT_ALERTS = "fan-out-alerts";
    static final String ALERTS = "alerts";
    static final String ALERTS_PUBLISH = "alerts-publish";
    static final String ALERTS_UNTOLD = "alerts-untold";
    static final String ALERTS_RETENTION = "alerts-retention";
    static final String ALERTS_LIVE = "alerts-live";
    static final String FAN_OUT_PULSE = "fan-out-pulse";
    static final String REST = "rest";
    static final String REST_INSTRUMENTS = "instruments";
    static final String REST_LATEST = "latest";
    static final String REST_HISTORICAL = "historical";
    static final String REST_PULSE = "pulse";
    static final String REST_PULSE_HISTORY = "pulseHistory";
    static final String REST_INDICATORS = "indicators";
    static final String REST_FORECAST = "forecast";
    static final String REST_INGEST = "ingest";
    static final String REST_SIMULATOR = "simulator";
    static final String REST_SIMULATOR_RATE = "simulator-rate";
    static final String REST_SIMULATOR_PROFILE = "simulator-profile";
    static final String REST_FEEDS = "feeds";
    static final String REST_RECORD_FEED = "recordFeed";
    static final String REST_ALERTS = "alertList";
    static final String REST_ALERTS_OF = "alertsOf";
    static final String REST_ACKNOWLEDGE = "acknowledgeAlert";
    static final String REST_RULES = "alertRules";
    static final String REST_CREATE_RULE = "createAlertRule";
    static final String REST_CHANGE_RULE = "changeAlertRule";
    static final String REST_DELETE_RULE = "deleteAlertRule";
    static final String REST_CONTRACT = "openapi";
    static final String REST_ANSWER = "answer";
    static final String DEAD_LETTER = "dead-letter";
    static final String DEAD_LETTER_INDEX = "dead-letter-index";

    private RouteIds() {}
}
