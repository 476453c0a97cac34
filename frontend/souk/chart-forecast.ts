import { LineSeries, LineStyle } from 'lightweight-charts';
import type { IChartApi, ISeriesApi, PriceFormat, UTCTimestamp } from 'lightweight-charts';
import type { ChartColours } from './chart-colours';

/** A close ahead, `t` in epoch seconds, with the band that it should be in; decimal strings. */
interface Step {
  t: number;
  value: string;
  lower: string;
  upper: string;
}

const PARTS = ['value', 'lower', 'upper'] as const;

/** A forecast and its band, dashed and dotted: none of it has happened. What its error was stands beside the chart. */
export class ForecastLines {
  private steps: Step[] = [];
  private lines: ISeriesApi<'Line'>[] = [];

  get count(): number {
    return this.steps.length;
  }

  attach(chart: IChartApi, colours: ChartColours, priceFormat: PriceFormat) {
    this.lines = PARTS.map((part) =>
      chart.addSeries(LineSeries, {
        priceFormat,
        color: colours.text,
        lineWidth: part === 'value' ? 2 : 1,
        lineStyle: part === 'value' ? LineStyle.Dashed : LineStyle.Dotted,
        pointMarkersVisible: part === 'value',
        priceLineVisible: false,
        lastValueVisible: false,
        crosshairMarkerVisible: false,
      }),
    );
    this.draw();
  }

  detach() {
    this.lines = [];
  }

  set(steps: Step[]) {
    this.steps = steps;
    this.draw();
  }

  recolour(colours: ChartColours) {
    this.lines.forEach((line) => line.applyOptions({ color: colours.text }));
  }

  format(priceFormat: PriceFormat) {
    this.lines.forEach((line) => line.applyOptions({ priceFormat }));
  }

  private draw() {
    this.lines.forEach((line, part) =>
      line.setData(this.steps.map((step) => ({ time: step.t as UTCTimestamp, value: Number(step[PARTS[part]]) }))),
    );
  }
}
