import { HistogramSeries, LineSeries, LineStyle } from 'lightweight-charts';
import type { AutoscaleInfo, IChartApi, IPriceLine, ISeriesApi, UTCTimestamp } from 'lightweight-charts';
import type { ChartColours } from './chart-colours';
import type { IndicatorReading } from './chart-legend';
import { grouped } from './format';

/** The values of an indicator at the candle that starts at `t`, epoch seconds: one decimal string an output. */
interface Point {
  t: number;
  v: string[];
}

/** An indicator as the server sends it: `own` says that it needs a pane of its own, `levels` where lines lie across. */
interface Definition {
  id: string;
  title: string;
  own: boolean;
  decimals: number;
  outputs: string[];
  levels: number[];
  points: Point[];
}

type Line = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

interface Shown {
  definition: Definition;
  points: Map<number, string[]>;
  newest?: number;
  lines: Line[];
  levels: IPriceLine[];
}

/** The candles and the volume have the first two panes. */
const FIRST_OWN_PANE = 2;

/** How high a pane of an indicator is beside that of the candles, which is 4. */
const STRETCH = 1.2;

/** The output that is drawn as columns around zero. */
const COLUMNS = 'histogram';

/**
 * The indicators of a chart: those in prices over the candles, the others in panes below. It holds what it was given also
 * while there is no chart to draw it on.
 */
export class ChartIndicators {
  private shown: Shown[] = [];
  private chart?: IChartApi;
  private colours?: ChartColours;

  get ownPanes(): number {
    return this.shown.filter(({ definition }) => definition.own).length;
  }

  attach(chart: IChartApi, colours: ChartColours) {
    this.chart = chart;
    this.colours = colours;
    this.draw();
  }

  /** The chart is about to go, and its series with it. */
  detach() {
    this.chart = undefined;
    this.shown.forEach((each) => (each.lines = each.levels = []));
  }

  set(definitions: Definition[]) {
    this.erase();
    this.shown = definitions.map((definition) => ({
      definition,
      points: new Map(definition.points.map(({ t, v }) => [t, v])),
      newest: definition.points[definition.points.length - 1]?.t,
      lines: [],
      levels: [],
    }));
    this.draw();
  }

  update(points: (Point & { id: string })[]) {
    for (const { id, t, v } of points) {
      const each = this.shown.find(({ definition }) => definition.id === id);
      // What is older than the newest comes with all the others, by set.
      if (each && (each.newest === undefined || t >= each.newest)) {
        each.points.set(t, v);
        each.newest = t;
        each.lines.forEach((line, output) => line.update(this.point(each, output, t, v)));
      }
    }
  }

  recolour(colours: ChartColours) {
    this.colours = colours;
    this.shown.forEach((each, order) => {
      each.lines.forEach((line, output) => {
        line.applyOptions({ color: this.colour(order, output) });
        if (each.definition.outputs[output] === COLUMNS) {
          line.setData(this.data(each, output));
        }
      });
      each.levels.forEach((level) => level.applyOptions({ color: colours.line }));
    });
  }

  /** What the indicators say at a candle, or at the newest. */
  at(t: number | undefined): IndicatorReading[] {
    return this.shown.flatMap(({ definition, points, newest }, order) => {
      const values = points.get(t ?? newest ?? 0);
      if (!values) {
        return [];
      }
      const outputs = definition.outputs.map((name, output) => ({
        name,
        colour: this.colour(order, output),
        value: values[output],
      }));
      return [{ id: definition.id, title: definition.title, outputs }];
    });
  }

  private draw() {
    if (!this.chart) {
      return;
    }
    let ownPane = FIRST_OWN_PANE;
    this.shown.forEach((each, order) => {
      const pane = each.definition.own ? ownPane++ : 0;
      each.lines = each.definition.outputs.map((_, output) => this.drawLine(each, order, output, pane));
      each.levels = each.definition.levels.map((price) =>
        each.lines[0].createPriceLine({
          price,
          color: this.colours!.line,
          lineStyle: LineStyle.Dotted,
          lineWidth: 1,
          axisLabelVisible: false,
        }),
      );
      if (each.definition.own) {
        this.chart!.panes()[pane].setStretchFactor(STRETCH);
      }
    });
  }

  private drawLine(each: Shown, order: number, output: number, pane: number): Line {
    const { own, decimals, outputs, levels, id } = each.definition;
    const options = {
      color: this.colour(order, output),
      priceLineVisible: false,
      lastValueVisible: own && output === 0,
      title: own && output === 0 ? id : '',
      autoscaleInfoProvider: (range: () => AutoscaleInfo | null) => withLevels(range(), levels),
      priceFormat: {
        type: 'custom' as const,
        formatter: (value: number) => grouped(value.toFixed(decimals)),
        minMove: 10 ** -decimals,
      },
    };
    const line: Line =
      outputs[output] === COLUMNS
        ? this.chart!.addSeries(HistogramSeries, options, pane)
        : this.chart!.addSeries(
            LineSeries,
            { ...options, lineWidth: output === 0 ? 2 : 1, crosshairMarkerVisible: false },
            pane,
          );
    line.setData(this.data(each, output));
    return line;
  }

  /** From the last pane to the first: one that is empty goes, and those below it move up. */
  private erase() {
    [...this.shown].reverse().forEach(({ lines }) => lines.forEach((line) => this.chart?.removeSeries(line)));
    this.shown = [];
  }

  private data(each: Shown, output: number) {
    return [...each.points].sort(([a], [b]) => a - b).map(([t, v]) => this.point(each, output, t, v));
  }

  private point(each: Shown, output: number, t: number, v: string[]) {
    const point = { time: t as UTCTimestamp, value: Number(v[output]) };
    if (each.definition.outputs[output] !== COLUMNS || !this.colours) {
      return point;
    }
    return { ...point, color: point.value >= 0 ? this.colours.upVolume : this.colours.downVolume };
  }

  /** An indicator has a colour; its second line in a pane of its own, as MACD's signal, has the next but one. */
  private colour(order: number, output: number): string {
    const lines = this.colours?.lines ?? [''];
    const own = this.shown[order].definition.own;
    return lines[(order + (own ? 2 * output : 0)) % lines.length];
  }
}

/** The range of an axis with the levels in it, so that they can be seen however close to each other the values are. */
function withLevels(info: AutoscaleInfo | null, levels: number[]): AutoscaleInfo | null {
  if (!info?.priceRange || levels.length === 0) {
    return info;
  }
  const { minValue, maxValue } = info.priceRange;
  return { ...info, priceRange: { minValue: Math.min(minValue, ...levels), maxValue: Math.max(maxValue, ...levels) } };
}
