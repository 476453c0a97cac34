import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ago } from './format';

/** All that are on the page: one timer serves them. */
const shown = new Set<SoukAgo>();
let timer = 0;

function watch(element: SoukAgo) {
  shown.add(element);
  if (!timer) {
    timer = window.setInterval(() => shown.forEach((each) => each.requestUpdate()), 1_000);
  }
}

function forget(element: SoukAgo) {
  shown.delete(element);
  if (shown.size === 0) {
    window.clearInterval(timer);
    timer = 0;
  }
}

/** How long ago something was, by the browser's clock: counts by itself, so the server need not push it. */
@customElement('souk-ago')
export class SoukAgo extends LitElement {
  /** When it was, epoch ms. */
  @property({ type: Number }) at = 0;

  connectedCallback() {
    super.connectedCallback();
    watch(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    forget(this);
  }

  protected render() {
    return html`<time datetime=${new Date(this.at).toISOString()}>${ago(Date.now() - this.at)}</time>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-ago': SoukAgo;
  }
}
