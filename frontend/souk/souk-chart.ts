import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { CandlestickSeries, CrosshairMode, HistogramSeries, LineStyle, createChart } from 'lightweight-charts';
import type { IChartApi, IPriceLine, ISeriesApi, MouseEventParams, UTCTimestamp } from 'lightweight-charts';
import { chartColourOptions, readColours, watchTheme } from './chart-colours';
import type { ChartColours } from './chart-colours';
import { ForecastLines } from './chart-forecast';
import { ChartIndicators } from './chart-indicators';
import { indicatorLegend, legend } from './chart-legend';
import type { ChartCandle } from './chart-legend';
import { AlertMarkers, alertLegend } from './chart-markers';
import { chartStyles } from './chart-styles';
import { grouped, utcMinute } from './format';

/** How many candles a fresh chart has room for, and how many places it leaves empty for those to come. */
const FRESH_VIEW = { least: 40, most: 120, ahead: 6 };

/** A chart that is scrolled further back than this many candles offers the way to the newest one. */
const BACK = 3;

/**
 * Candles and their volume. The server sends decimal strings; they become numbers for drawing only, the legend shows
 * the strings. Times are UTC. Follows the theme by itself.
 */
@customElement('souk-chart')
export class SoukChart extends LitElement {
  static styles = chartStyles;

  /** How many decimals a price has, and its smallest step. */
  @property({ type: Number }) precision = 2;
  @property({ type: Number }) minMove = 0.01;

  /** What is shown, for people who do not see it: `BTC/USDT, 1m candles`. */
  @property() label = '';

  /** Why there is less to see than there should be; empty if all is well. */
  @property() notice = '';

  @state() private hovered?: ChartCandle;
  @state() private newest?: ChartCandle;
  @state() private scrolledBack = false;

  @query('.canvas') private canvas!: HTMLElement;

  private chart?: IChartApi;
  private bars?: ISeriesApi<'Candlestick'>;
  private volume?: ISeriesApi<'Histogram'>;
  private priceLine?: IPriceLine;
  private colours!: ChartColours;
  private candles = new Map<number, ChartCandle>();
  private lastPrice?: string;
  private readonly indicators = new ChartIndicators();
  private readonly forecast = new ForecastLines();
  private readonly alerts = new AlertMarkers();
  private unwatchTheme?: () => void;

  get candleCount(): number {
    return this.candles.size;
  }

  get lastCandle(): ChartCandle | undefined {
    return this.newest;
  }

  /**
   * Shows these candles, oldest first, instead of what is shown.
   *
   * @param keepView false for another instrument or interval: the view goes to the newest candles
   */
  setCandles(json: string, keepView = false) {
    const list = JSON.parse(json) as ChartCandle[];
    this.candles = new Map(list.map((candle) => [candle.t, candle]));
    this.newest = list[list.length - 1];
    this.hovered = undefined;
    if (!keepView) {
      this.lastPrice = undefined;
    }
    this.draw(!keepView);
  }

  /** Takes one candle that is new or changed. Where the user has scrolled to stays as it is. */
  updateCandle(json: string) {
    const candle = JSON.parse(json) as ChartCandle;
    const correction = this.newest !== undefined && candle.t < this.newest.t;
    if (correction && !this.candles.has(candle.t)) {
      // A late trade opened a window between two that are shown: a series cannot insert, so it is drawn anew.
      this.candles.set(candle.t, candle);
      this.candles = new Map([...this.candles].sort(([a], [b]) => a - b));
      this.draw(false);
      return;
    }
    this.candles.set(candle.t, candle);
    if (!correction) {
      this.newest = candle;
    }
    if (this.hovered?.t === candle.t) {
      this.hovered = candle;
    }
    this.bars?.update(bar(candle), correction);
    this.volume?.update(this.volumeBar(candle), correction);
    this.mark();
  }

  /** Moves the price line with the trades between two updates of the candle. */
  setLastPrice(price: string) {
    this.lastPrice = price;
    this.drawPriceLine();
  }

  /** Shows these indicators with their values, as `chart-indicators` describes them, instead of those shown. */
  setIndicators(json: string) {
    this.indicators.set(JSON.parse(json));
    this.markIndicators();
  }

  /** Takes values of indicators that are shown: of new candles, or of the newest once more. */
  updateIndicators(json: string) {
    this.indicators.update(JSON.parse(json));
    this.markIndicators();
  }

  /** Shows a forecast with its band; an empty list hides it. */
  setForecast(json: string) {
    this.forecast.set(JSON.parse(json));
    this.dataset.forecastCount = String(this.forecast.count);
  }

  /** Marks these candles, as `chart-markers` describes them, instead of those that are marked. */
  setAlerts(json: string) {
    this.alerts.set(JSON.parse(json));
    this.drawAlerts();
    this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatchTheme = watchTheme(() => this.recolour());
    if (this.hasUpdated) {
      this.createChart();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatchTheme?.();
    this.indicators.detach();
    this.forecast.detach();
    this.alerts.detach();
    this.chart?.remove();
    this.chart = this.bars = this.volume = this.priceLine = undefined;
  }

  protected firstUpdated() {
    this.createChart();
  }

  protected updated(changed: PropertyValues<this>) {
    if (changed.has('precision') || changed.has('minMove')) {
      this.bars?.applyOptions({ priceFormat: this.priceFormat() });
      this.forecast.format(this.priceFormat());
    }
  }

  protected render() {
    const empty = this.candles.size === 0;
    return html`
      <div
        class="canvas"
        tabindex="0"
        role="group"
        aria-roledescription="chart"
        aria-label="${this.label}. Arrow keys scroll, plus and minus zoom, End goes to the newest."
        @keydown=${this.onKey}
      ></div>
      <div class="above">
        ${legend(this.hovered ?? this.newest)} ${indicatorLegend(this.indicators.at(this.hovered?.t))}
        ${alertLegend(this.alerts.at(this.hovered?.t))}
        ${this.notice ? html`<div class="notice" role="status">${this.notice}</div>` : nothing}
      </div>
      ${empty ? html`<div class="empty"><span>Waiting for the first trade…</span></div>` : nothing}
      ${this.scrolledBack && !empty
        ? html`<button class="newest" type="button" @click=${this.toNewest}>Newest →</button>`
        : nothing}
    `;
  }

  private createChart() {
    this.colours = readColours(this);
    this.chart = createChart(this.canvas, {
      autoSize: true,
      localization: { locale: 'en-GB', timeFormatter: (time: UTCTimestamp) => `${utcMinute(time)} UTC` },
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: FRESH_VIEW.ahead, minBarSpacing: 1 },
      crosshair: { mode: CrosshairMode.Normal },
      // A finger that moves up or down scrolls the page, not the prices.
      handleScroll: { vertTouchDrag: false },
    });
    this.chart.applyOptions(chartColourOptions(this.colours));
    this.chart.applyOptions({ layout: { attributionLogo: true } });
    this.bars = this.chart.addSeries(CandlestickSeries, {
      priceFormat: this.priceFormat(),
      // The line of the last price is drawn by setLastPrice: trades move it sooner than candles do.
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.volume = this.chart.addSeries(
      HistogramSeries,
      { priceFormat: { type: 'volume' }, priceLineVisible: false, lastValueVisible: false },
      1,
    );
    const [pricePane, volumePane] = this.chart.panes();
    pricePane.setStretchFactor(4);
    volumePane.setStretchFactor(1);
    this.chart.subscribeCrosshairMove((event) => this.onCrosshair(event));
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.onScroll());
    this.indicators.attach(this.chart, this.colours);
    this.forecast.attach(this.chart, this.colours, this.priceFormat());
    this.alerts.attach(this.bars, this);
    this.recolour();
    this.draw(true);
  }

  private draw(fresh: boolean) {
    if (this.chart && this.bars && this.volume) {
      const list = [...this.candles.values()];
      this.bars.setData(list.map(bar));
      this.volume.setData(list.map((candle) => this.volumeBar(candle)));
      if (fresh && list.length > 0) {
        const to = list.length - 1 + FRESH_VIEW.ahead;
        const room = Math.min(Math.max(list.length + FRESH_VIEW.ahead, FRESH_VIEW.least), FRESH_VIEW.most);
        this.chart.timeScale().setVisibleLogicalRange({ from: to - room, to });
      }
    }
    this.mark();
    this.requestUpdate();
  }

  /** Brings what depends on the newest candle up to date, and what tests and people's scripts may read. */
  private mark() {
    this.dataset.candleCount = String(this.candles.size);
    this.dataset.lastCandle = this.newest ? JSON.stringify(this.newest) : '';
    this.drawPriceLine();
    this.drawAlerts();
  }

  private drawAlerts() {
    this.alerts.draw(this.candles, this.chart?.timeScale().options().barSpacing ?? 0);
    this.dataset.alertCount = String(this.alerts.count);
  }

  private markIndicators() {
    this.style.setProperty('--souk-own-panes', String(this.indicators.ownPanes));
    this.dataset.indicators = JSON.stringify(
      Object.fromEntries(this.indicators.at(undefined).map(({ id, outputs }) => [id, outputs.map(({ value }) => value)])),
    );
    this.requestUpdate();
  }

  private drawPriceLine() {
    const price = this.lastPrice ?? this.newest?.c;
    if (!this.bars || price === undefined) {
      return;
    }
    const rising = !this.newest || Number(price) >= Number(this.newest.o);
    const options = {
      price: Number(price),
      color: rising ? this.colours.up : this.colours.down,
      lineStyle: LineStyle.Dotted,
      lineWidth: 1 as const,
    };
    if (this.priceLine) {
      this.priceLine.applyOptions(options);
    } else {
      this.priceLine = this.bars.createPriceLine(options);
    }
  }

  private recolour() {
    if (!this.chart || !this.bars || !this.volume) {
      return;
    }
    this.colours = readColours(this);
    const { up, down } = this.colours;
    this.chart.applyOptions(chartColourOptions(this.colours));
    this.bars.applyOptions({
      upColor: up,
      downColor: down,
      borderUpColor: up,
      borderDownColor: down,
      wickUpColor: up,
      wickDownColor: down,
    });
    this.volume.setData([...this.candles.values()].map((candle) => this.volumeBar(candle)));
    this.indicators.recolour(this.colours);
    this.forecast.recolour(this.colours);
    this.drawPriceLine();
    this.drawAlerts();
  }

  private priceFormat() {
    const formatter = (price: number) => grouped(price.toFixed(this.precision));
    return { type: 'custom' as const, formatter, minMove: this.minMove };
  }

  private volumeBar(candle: ChartCandle) {
    const rising = Number(candle.c) >= Number(candle.o);
    return {
      time: candle.t as UTCTimestamp,
      value: Number(candle.v),
      color: rising ? this.colours.upVolume : this.colours.downVolume,
    };
  }

  private onCrosshair(event: MouseEventParams) {
    this.hovered = event.time === undefined ? undefined : this.candles.get(event.time as number);
  }

  private onScroll() {
    // Zooming changes how much room there is for words.
    this.drawAlerts();
    this.scrolledBack = (this.chart?.timeScale().scrollPosition() ?? 0) < -BACK;
  }

  private toNewest() {
    this.chart?.timeScale().scrollToRealTime();
  }

  private onKey(event: KeyboardEvent) {
    const scale = this.chart?.timeScale();
    if (!scale || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const spacing = scale.options().barSpacing;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => scale.scrollToPosition(scale.scrollPosition() - 5, false),
      ArrowRight: () => scale.scrollToPosition(scale.scrollPosition() + 5, false),
      '+': () => scale.applyOptions({ barSpacing: spacing * 1.2 }),
      '-': () => scale.applyOptions({ barSpacing: spacing / 1.2 }),
      End: () => scale.scrollToRealTime(),
    };
    const action = actions[event.key];
    if (action) {
      action();
      event.preventDefault();
    }
  }
}

function bar(candle: ChartCandle) {
  return {
    time: candle.t as UTCTimestamp,
    open: Number(candle.o),
    high: Number(candle.h),
    low: Number(candle.l),
    close: Number(candle.c),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-chart': SoukChart;
  }
}
