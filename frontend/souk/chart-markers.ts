import { html, nothing } from 'lit';
import { createSeriesMarkers } from 'lightweight-charts';
import type { ISeriesApi, ISeriesMarkersPluginApi, SeriesMarker, Time, UTCTimestamp } from 'lightweight-charts';

type Severity = 'info' | 'warning' | 'critical';

/** What is marked at the candle that starts at `t`, epoch seconds: signs of a severity `s` with a word `w`. */
interface Mark {
  t: number;
  signs: { s: Severity; w: string }[];
  texts: string[];
}

/** Colours are told apart by few, so the shapes differ, too: those of the alerts' list. */
const SHAPES = { info: 'circle', warning: 'arrowDown', critical: 'square' } as const;

/** How many pixels a word takes: closer together, marks have their shapes only. */
const WORD = 60;

/**
 * The alerts of a chart, above their candles. It holds what it was given also while there is no chart to draw it on, and while the
 * candles are not there yet.
 */
export class AlertMarkers {
  private marks = new Map<number, Mark>();
  private plugin?: ISeriesMarkersPluginApi<Time>;
  private host?: HTMLElement;
  private drawn = '';

  /** How many candles are marked. */
  get count(): number {
    return this.plugin ? new Set(this.plugin.markers().map(({ time }) => time)).size : 0;
  }

  attach(series: ISeriesApi<'Candlestick'>, host: HTMLElement) {
    this.plugin = createSeriesMarkers(series, [], { zOrder: 'top' });
    this.host = host;
    this.drawn = '';
  }

  /** The chart is about to go, and its markers with it. */
  detach() {
    this.plugin = undefined;
  }

  set(marks: Mark[]) {
    this.marks = new Map(marks.map((mark) => [mark.t, mark]));
  }

  /** The sentences at a candle. */
  at(t: number | undefined): string[] {
    return (t !== undefined && this.marks.get(t)?.texts) || [];
  }

  /**
   * Draws what is marked at candles that are there.
   *
   * @param spacing pixels from candle to candle
   */
  draw(candles: ReadonlyMap<number, unknown>, spacing: number) {
    if (!this.plugin || !this.host) {
      return;
    }
    const style = getComputedStyle(this.host);
    const marked = this.marks.size === 0 ? [] : [...candles.keys()].flatMap((t, place) => {
      const mark = this.marks.get(t);
      return mark ? [{ ...mark, x: place * spacing }] : [];
    });
    const markers = marked.flatMap(({ t, signs, x }, order) => {
      const room = (other?: { x: number }) => other === undefined || Math.abs(other.x - x) >= WORD;
      const words = room(marked[order - 1]) && room(marked[order + 1]);
      return signs.map(
        ({ s, w }): SeriesMarker<Time> => ({
          time: t as UTCTimestamp,
          position: 'aboveBar',
          shape: SHAPES[s],
          color: style.getPropertyValue(`--souk-alert-${s}`).trim(),
          text: words ? w : '',
        }),
      );
    });
    // It is called with every move of a candle, and seldom has anything new to say.
    const drawing = JSON.stringify(markers);
    if (drawing !== this.drawn) {
      this.drawn = drawing;
      this.plugin.setMarkers(markers);
    }
  }
}

/** What the alerts at a candle say. */
export function alertLegend(texts: string[]) {
  return texts.length === 0
    ? nothing
    : html`<div class="alerts">${texts.map((text) => html`<div>${text}</div>`)}</div>`;
}
