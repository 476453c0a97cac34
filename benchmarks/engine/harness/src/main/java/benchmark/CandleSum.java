package benchmark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import market.TakerSide;
import market.Trade;

/**
 * The trades of one window, folded in place: the same sums as Souk's candle, with the same decimals. Its fields are open for
 * Flink's serializer. Not thread safe.
 */
public final class CandleSum {

    public BigDecimal open;
    public BigDecimal high;
    public BigDecimal low;
    public BigDecimal close;
    public BigDecimal volume;
    public BigDecimal quoteVolume;
    public BigDecimal takerBuyVolume;
    public long trades;
    public long firstTradeId;
    public long lastTradeId;
    /** Epoch µs. */
    public long firstTradeMicros;
    /** Epoch µs. */
    public long lastTradeMicros;

    public CandleSum add(Trade trade) {
        if (trades == 0) {
            begin(trade);
            return this;
        }
        BigDecimal price = trade.price();
        high = high.max(price);
        low = low.min(price);
        if (trade.isBefore(firstTradeMicros, firstTradeId)) {
            open = price;
            firstTradeId = trade.tradeId();
            firstTradeMicros = trade.eventTimeMicros();
        }
        if (!trade.isBefore(lastTradeMicros, lastTradeId)) {
            close = price;
            lastTradeId = trade.tradeId();
            lastTradeMicros = trade.eventTimeMicros();
        }
        volume = volume.add(trade.quantity());
        quoteVolume = quoteVolume.add(price.multiply(trade.quantity()));
        if (trade.takerSide() == TakerSide.BUY) {
            takerBuyVolume = takerBuyVolume.add(trade.quantity());
        }
        trades++;
        return this;
    }

    private void begin(Trade trade) {
        open = trade.price();
        high = trade.price();
        low = trade.price();
        close = trade.price();
        volume = trade.quantity();
        quoteVolume = trade.price().multiply(trade.quantity());
        takerBuyVolume = trade.takerSide() == TakerSide.BUY ? trade.quantity() : BigDecimal.ZERO;
        trades = 1;
        firstTradeId = trade.tradeId();
        lastTradeId = trade.tradeId();
        firstTradeMicros = trade.eventTimeMicros();
        lastTradeMicros = trade.eventTimeMicros();
    }

    void write(DataOutput out) throws IOException {
        write(out, open);
        write(out, high);
        write(out, low);
        write(out, close);
        write(out, volume);
        write(out, quoteVolume);
        write(out, takerBuyVolume);
        out.writeLong(trades);
        out.writeLong(firstTradeId);
        out.writeLong(lastTradeId);
        out.writeLong(firstTradeMicros);
        out.writeLong(lastTradeMicros);
    }

    static CandleSum read(DataInput in) throws IOException {
        CandleSum sum = new CandleSum();
        sum.open = decimal(in);
        sum.high = decimal(in);
        sum.low = decimal(in);
        sum.close = decimal(in);
        sum.volume = decimal(in);
        sum.quoteVolume = decimal(in);
        sum.takerBuyVolume = decimal(in);
        sum.trades = in.readLong();
        sum.firstTradeId = in.readLong();
        sum.lastTradeId = in.readLong();
        sum.firstTradeMicros = in.readLong();
        sum.lastTradeMicros = in.readLong();
        return sum;
    }

    private static void write(DataOutput out, BigDecimal value) throws IOException {
        byte[] digits = value.unscaledValue().toByteArray();
        out.writeByte(value.scale());
        out.writeByte(digits.length);
        out.write(digits);
    }

    private static BigDecimal decimal(DataInput in) throws IOException {
        int scale = in.readByte();
        byte[] digits = new byte[in.readByte()];
        in.readFully(digits);
        return new BigDecimal(new BigInteger(digits), scale);
    }
}
