/**
 * Technical indicators on candles, computed by ta4j candle by candle: one code for the API, the chart and the detectors
 * of alerts. Definitions, seeds and references are in docs/indicators.md, the choices in
 * docs/decisions/014-indicators.md. May import {@code market} and ta4j only; open to {@code routes}, {@code ui},
 * {@code api} and {@code app}.
 */
package analytics.indicators;
