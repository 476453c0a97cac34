import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { grouped } from './format';

/** A trade as the server sends it: decimals as strings, `time` is `HH:MM:SS` UTC. */
export interface TradeRow {
  id: string;
  time: string;
  price: string;
  quantity: string;
  side: 'BUY' | 'SELL';
}

/** The last trades, newest first. The server sends only the new ones. */
@customElement('souk-trades')
export class SoukTrades extends LitElement {
  static styles = css`
    :host {
      display: block;
      overflow: hidden auto;
      font-size: var(--lumo-font-size-s);
      font-variant-numeric: tabular-nums lining-nums;
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
    }
    th {
      position: sticky;
      inset-block-start: 0;
      background: var(--lumo-base-color);
      color: var(--lumo-secondary-text-color);
      font-size: var(--lumo-font-size-xs);
      font-weight: 500;
      text-align: end;
    }
    th, td {
      padding: 0.2em 0.3em;
      text-align: end;
      white-space: nowrap;
    }
    th:first-child, td:first-child {
      text-align: start;
      color: var(--lumo-secondary-text-color);
    }
    .BUY .price { color: var(--souk-up-text); }
    .SELL .price { color: var(--souk-down-text); }
    .side {
      font-size: 0.75em;
      padding-inline-end: 0.3em;
    }
    .empty {
      color: var(--lumo-secondary-text-color);
      text-align: start;
    }
  `;

  /** How many are kept. */
  @property({ type: Number }) limit = 20;

  @state() private trades: TradeRow[] = [];

  /** Puts new trades, newest first, on top of those shown. */
  add(json: string) {
    const fresh = JSON.parse(json) as TradeRow[];
    const ids = new Set(fresh.map((trade) => trade.id));
    this.trades = [...fresh, ...this.trades.filter((trade) => !ids.has(trade.id))].slice(0, this.limit);
    this.dataset.tradeCount = String(this.trades.length);
  }

  clear() {
    this.trades = [];
    this.dataset.tradeCount = '0';
  }

  protected render() {
    return html`<table aria-label="Recent trades">
      <thead>
        <tr><th scope="col">Time UTC</th><th scope="col">Price</th><th scope="col">Quantity</th></tr>
      </thead>
      <tbody>
        ${this.trades.length === 0
          ? html`<tr><td class="empty" colspan="3">Waiting for the first trade…</td></tr>`
          : repeat(this.trades, (trade) => trade.id, row)}
      </tbody>
    </table>`;
  }
}

function row(trade: TradeRow) {
  const buy = trade.side === 'BUY';
  return html`<tr class=${trade.side}>
    <td>${trade.time}</td>
    <td class="price">
      <span class="side" role="img" aria-label=${buy ? 'taker bought' : 'taker sold'}>${buy ? '▲' : '▼'}</span
      >${grouped(trade.price)}
    </td>
    <td>${trade.quantity}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-trades': SoukTrades;
  }
}
