package feeds.simulator;

/** What is to be different in a {@link MarketProfile}; null leaves a component as it is. */
public record ProfileChange(
        Double drift, Double volatility, Double typicalNotional, Double weight, VolumeProfile volumeProfile) {}
