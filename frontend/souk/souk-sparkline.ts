import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const WIDTH = 100;
const HEIGHT = 28;
const MARGIN = 2;

/** A line of the last closes, in the colour of its direction from first to last. */
@customElement('souk-sparkline')
export class SoukSparkline extends LitElement {
  static styles = css`
    :host {
      display: inline-block;
      inline-size: 100px;
      block-size: 28px;
      vertical-align: middle;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
      color: var(--souk-flat);
    }
    svg.up { color: var(--souk-up); }
    svg.down { color: var(--souk-down); }
    .line {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.4;
      stroke-linejoin: round;
      vector-effect: non-scaling-stroke;
    }
    .area {
      fill: currentColor;
      opacity: 0.1;
    }
  `;

  /** Numbers with commas between them, oldest first. A text, so that an unchanged line is drawn once. */
  @property() values = '';

  protected render() {
    const numbers = this.values.split(',').filter(Boolean).map(Number);
    if (numbers.length < 2) {
      return nothing;
    }
    const direction = Math.sign(numbers[numbers.length - 1] - numbers[0]);
    const points = this.points(numbers);
    const name = direction > 0 ? 'up' : direction < 0 ? 'down' : 'flat';
    return html`<svg
      class=${name}
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="Last ${numbers.length} closes: ${name}"
    >
      ${svg`<polygon class="area" points="0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}"></polygon>
        <polyline class="line" points=${points}></polyline>`}
    </svg>`;
  }

  private points(numbers: number[]): string {
    const least = Math.min(...numbers);
    const span = Math.max(...numbers) - least || 1;
    const step = WIDTH / (numbers.length - 1);
    return numbers
      .map((n, i) => {
        const y = HEIGHT - MARGIN - ((n - least) / span) * (HEIGHT - 2 * MARGIN);
        return `${(i * step).toFixed(1)},${y.toFixed(1)}`;
      })
      .join(' ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-sparkline': SoukSparkline;
  }
}
