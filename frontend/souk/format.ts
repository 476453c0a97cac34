/** Decimal strings as people read them. The digits are the server's: nothing is rounded here. */

/** `64123.45` becomes `64,123.45`. */
export function grouped(decimal: string): string {
  const [whole, fraction] = decimal.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** A volume in a few characters: `1.24 M`. Only ever shown, so a double is exact enough. */
export function compact(decimal: string): string {
  // Rounded first: what rounds up to the next step is shown in it.
  const value = Number(decimal);
  const rounded = Number(value.toPrecision(3));
  const steps: [number, string][] = [
    [1e12, ' T'],
    [1e9, ' B'],
    [1e6, ' M'],
    [1e3, ' K'],
  ];
  const step = steps.find(([size]) => Math.abs(rounded) >= size);
  if (step) {
    return (rounded / step[0]).toPrecision(3) + step[1];
  }
  return String(Number(value.toPrecision(4)));
}

/** The move from one price to another: `+1.23 %`. */
export function change(from: string, to: string): string {
  const percent = (Number(to) / Number(from) - 1) * 100;
  const digits = Math.abs(percent).toFixed(2);
  const sign = Number(digits) === 0 ? '' : percent > 0 ? '+' : '−';
  return `${sign}${digits} %`;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Epoch seconds as `2026-01-01 12:05`, UTC. */
export function utcMinute(seconds: number): string {
  const t = new Date(seconds * 1000);
  return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())} ${two(t.getUTCHours())}:${two(t.getUTCMinutes())}`;
}

/** A span of time in its largest unit, as of something that was: `now`, `12 s ago`, `3 min ago`. */
export function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const steps: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const step = steps.find(([size]) => seconds >= size);
  // Clocks of servers may be a little ahead of the browser's.
  return step ? `${Math.floor(seconds / step[0])} ${step[1]} ago` : 'now';
}
