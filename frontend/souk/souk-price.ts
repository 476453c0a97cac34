import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { grouped } from './format';

/**
 * A price that shows which way it went: an arrow and a short flash at every change. The arrow has a place of its own
 * and the digits one width, so nothing moves when the price does.
 */
@customElement('souk-price')
export class SoukPrice extends LitElement {
  static styles = css`
    :host {
      display: inline-flex;
      align-items: baseline;
      justify-content: flex-end;
      gap: 0.3em;
      font-variant-numeric: tabular-nums lining-nums;
      white-space: nowrap;
    }
    .digits {
      padding: 0 0.25em;
      margin: 0 -0.25em;
      border-radius: 3px;
    }
    .arrow {
      inline-size: 1em;
      text-align: center;
      font-size: 0.7em;
    }
    .up .arrow {
      color: var(--souk-up);
    }
    .down .arrow {
      color: var(--souk-down);
    }
    .box {
      display: contents;
    }
    .spoken {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    /* Two names for each animation: going from one to the other starts it again without a forced layout. */
    .up.even .digits { animation: up-even 900ms ease-out; }
    .up.odd .digits { animation: up-odd 900ms ease-out; }
    .down.even .digits { animation: down-even 900ms ease-out; }
    .down.odd .digits { animation: down-odd 900ms ease-out; }
    @keyframes up-even { from { background: var(--souk-up-flash); } }
    @keyframes up-odd { from { background: var(--souk-up-flash); } }
    @keyframes down-even { from { background: var(--souk-down-flash); } }
    @keyframes down-odd { from { background: var(--souk-down-flash); } }
    @media (prefers-reduced-motion: reduce) {
      .box .digits { animation: none !important; }
    }
  `;

  /** A decimal string; empty while there is no price yet. */
  @property() value = '';

  /** What the price is of. A grid shows one row's element for another row: then a new value is no move. */
  @property() key = '';

  @state() private direction: '' | 'up' | 'down' = '';
  @state() private changes = 0;

  protected willUpdate(changed: PropertyValues<this>) {
    if (changed.has('key') && this.hasUpdated) {
      this.direction = '';
      return;
    }
    const before = changed.get('value');
    if (!before || !this.value) {
      return;
    }
    const move = Number(this.value) - Number(before);
    if (move !== 0) {
      this.direction = move > 0 ? 'up' : 'down';
      this.changes++;
    }
  }

  protected render() {
    const arrow = this.direction === 'up' ? '▲' : this.direction === 'down' ? '▼' : '';
    return html`<span class="box ${this.direction} ${this.changes % 2 ? 'odd' : 'even'}"
      ><span class="arrow" aria-hidden="true">${arrow}</span
      ><span class="digits">${this.value ? grouped(this.value) : '–'}</span
      >${this.direction ? html`<span class="spoken">${this.direction}</span>` : nothing}</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-price': SoukPrice;
  }
}
