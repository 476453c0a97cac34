import type { ChartOptions, DeepPartial } from 'lightweight-charts';

/** What the theme says a chart looks like. A canvas needs plain colours: the theme's properties hold hex or rgba. */
export interface ChartColours {
  up: string;
  down: string;
  upVolume: string;
  downVolume: string;
  text: string;
  grid: string;
  line: string;
  label: string;
  /** For lines that have to be told apart, in their order. */
  lines: string[];
  font: string;
}

export function readColours(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    up: colour('--souk-up'),
    down: colour('--souk-down'),
    upVolume: colour('--souk-up-volume'),
    downVolume: colour('--souk-down-volume'),
    text: colour('--souk-chart-text'),
    grid: colour('--souk-chart-grid'),
    line: colour('--souk-chart-line'),
    label: colour('--souk-chart-label'),
    lines: [1, 2, 3, 4, 5, 6].map((n) => colour(`--souk-line-${n}`)),
    font: style.fontFamily,
  };
}

export function chartColourOptions(colours: ChartColours): DeepPartial<ChartOptions> {
  const crosshair = { color: colours.line, labelBackgroundColor: colours.label };
  return {
    layout: {
      background: { color: 'transparent' },
      textColor: colours.text,
      fontFamily: colours.font,
      panes: { separatorColor: colours.grid, separatorHoverColor: colours.line },
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    rightPriceScale: { borderColor: colours.grid },
    timeScale: { borderColor: colours.grid },
    crosshair: { vertLine: crosshair, horzLine: crosshair },
  };
}

/**
 * Calls back whenever the page changes between light and dark: by its `theme` attribute, or with the system.
 *
 * @returns what ends the watch
 */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['theme'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
