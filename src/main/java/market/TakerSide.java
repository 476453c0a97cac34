package market;

/** The side of the order that took liquidity. Venues that send the maker's side are turned round when decoded. */
public enum TakerSide {
    BUY,
    SELL
}
