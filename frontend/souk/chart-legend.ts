import { html, nothing } from 'lit';
import { change, compact, grouped, utcMinute } from './format';

/** A candle as the server sends it: `t` is the start in epoch seconds, the rest are decimal strings. */
export interface ChartCandle {
  t: number;
  o: string;
  h: string;
  l: string;
  c: string;
  v: string;
  /** Only if it is neither open nor complete: `partial` or `repaired`. */
  s?: string;
}

/** What the candle under the crosshair says, else the newest one. */
export function legend(candle: ChartCandle | undefined) {
  if (!candle) {
    return nothing;
  }
  const move = Math.sign(Number(candle.c) - Number(candle.o));
  const direction = move > 0 ? 'up' : move < 0 ? 'down' : 'flat';
  const arrow = move > 0 ? '▲' : move < 0 ? '▼' : '';
  const part = (name: string, label: string, value: string) =>
    html`<span class="part"><abbr title=${name}>${label}</abbr> <span class="digits">${value}</span></span>`;
  return html`<div class="legend ${direction}">
    <span class="part time">${utcMinute(candle.t)} UTC</span>
    ${part('open', 'O', grouped(candle.o))} ${part('high', 'H', grouped(candle.h))}
    ${part('low', 'L', grouped(candle.l))} ${part('close', 'C', grouped(candle.c))}
    ${part('volume', 'V', compact(candle.v))}
    <span class="part change">${arrow} ${change(candle.o, candle.c)}</span>
    ${candle.s ? html`<span class="part mark" title=${MARKS[candle.s] ?? ''}>${candle.s}</span>` : nothing}
  </div>`;
}

/** What an indicator says at a candle: its text, its name for people, and of each output its colour and value. */
export interface IndicatorReading {
  id: string;
  title: string;
  outputs: { name: string; colour: string; value: string }[];
}

/** The indicators' values at the candle that the legend above speaks of. */
export function indicatorLegend(readings: IndicatorReading[]) {
  if (readings.length === 0) {
    return nothing;
  }
  return html`<div class="legend indicators">
    ${readings.map(
      (reading) =>
        html`<span class="part"
          ><span class="swatch" style="background: ${reading.outputs[0].colour}"></span>
          <abbr title=${reading.title}>${reading.id}</abbr>
          ${reading.outputs.map(
            ({ name, value }) => html` <span class="value" title=${name}>${grouped(value)}</span>`,
          )}</span
        >`,
    )}
  </div>`;
}

const MARKS: Record<string, string> = {
  partial: 'The feed was down for a part of this candle',
  repaired: 'A gap in this candle was filled afterwards',
};
