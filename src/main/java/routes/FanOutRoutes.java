package routes;

import api.Hub;
import market.AlertJson;
import market.PulseJson;
import market.TradeJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What Redis publishes → this process' hub, and so its WebSocket sessions and views; open candles to the alerts route, too. */
@Component
class FanOutRoutes extends RouteBuilder {

    private final Hub hub;
    private final OpenCandles open;

    FanOutRoutes(Hub hub, OpenCandles open) {
        this.hub = hub;
        this.open = open;
    }

    @Override
    public void configure() {
        from(LiveEndpoints.channel(LiveEndpoints.TRADES_CHANNEL))
                .routeId(RouteIds.FAN_OUT_TRADES)
                .routeDescription("Published trades to the WebSocket clients and views of this process")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange ->
                        Lines.read(message(exchange), TradeJson::read).forEach(hub::publish));

        from(LiveEndpoints.channel(LiveEndpoints.CANDLES_CHANNEL))
                .routeId(RouteIds.FAN_OUT_CANDLES)
                .routeDescription("Published candles to the WebSocket clients and views of this process")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> Lines.texts(message(exchange))
                        .map(PublishedCandle::read)
                        .forEach(this::publish));

        from(LiveEndpoints.channel(LiveEndpoints.ALERTS_CHANNEL))
                .routeId(RouteIds.FAN_OUT_ALERTS)
                .routeDescription("Published alerts to the WebSocket clients and views of this process")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange ->
                        Lines.read(message(exchange), AlertJson::read).forEach(hub::publish));

        from(LiveEndpoints.channel(LiveEndpoints.PULSE_CHANNEL))
                .routeId(RouteIds.FAN_OUT_PULSE)
                .routeDescription("Published pulses to the WebSocket clients and views of this process")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange ->
                        Lines.read(message(exchange), PulseJson::read).forEach(hub::publish));
    }

    private void publish(PublishedCandle published) {
        open.offer(published);
        hub.publishCandle(published.key().instrument(), published.key().interval(), published.candle());
    }

    private static String message(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}
