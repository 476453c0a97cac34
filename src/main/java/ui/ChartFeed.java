package ui;

import api.Hub;
import api.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import market.Candle;
import market.Instrument;
import market.Interval;
import market.Trade;
import ui.components.TradeTape;
import ui.live.Latest;

/**
 * What came by of one instrument since its chart looked last. Publishers put in from any thread and return; the chart
 * takes out under its UI's lock.
 */
final class ChartFeed {

    private final Latest<Long, Candle> candles = new Latest<>(CandleSeries::newer);
    private final Deque<Trade> trades = new ArrayDeque<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    ChartFeed(Hub hub, Instrument instrument, Interval interval) {
        hub.lastTrade(instrument.id()).ifPresent(this::put);
        subscriptions.add(hub.subscribeTrades(instrument.id(), update -> put(update.data())));
        subscriptions.add(hub.subscribeCandles(
                instrument.id(),
                interval,
                update -> candles.put(update.data().key().startMicros(), update.data())));
    }

    void close() {
        subscriptions.forEach(Subscription::close);
    }

    boolean hasNews() {
        return !candles.isEmpty() || hasTrades();
    }

    Collection<Candle> takeCandles() {
        return candles.drain().values();
    }

    /** The newest trades, newest first. */
    List<Trade> takeTrades() {
        synchronized (trades) {
            List<Trade> taken = List.copyOf(trades);
            trades.clear();
            return taken;
        }
    }

    private boolean hasTrades() {
        synchronized (trades) {
            return !trades.isEmpty();
        }
    }

    private void put(Trade trade) {
        synchronized (trades) {
            trades.addFirst(trade);
            if (trades.size() > TradeTape.LIMIT) {
                trades.removeLast();
            }
        }
    }
}
