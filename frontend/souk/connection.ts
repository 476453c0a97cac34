import { LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PropertyValues } from 'lit';

/*
 * Says in words what the connection to the server is like, and marks the page while it is away: what it shows then is
 * old, and the theme dims it. Vaadin's indicator does the saying. It does not notice by itself when the push channel
 * is gone, since a page that only listens never asks the server anything: that is what the pulse is for.
 */
interface Indicator {
  onlineText: string;
  offlineText: string;
  reconnectingText: string;
}

interface ConnectionStore {
  state: string;
  addStateChangeListener(listener: (before: string, now: string) => void): void;
}

const vaadin = (window as unknown as { Vaadin?: { connectionIndicator?: Indicator; connectionState?: ConnectionStore } })
  .Vaadin;

/** The server sends a pulse every 2 s; when this many ms have passed without one, it is away. */
const SILENCE_MS = 6_000;
const CHECK_MS = 1_000;

if (vaadin?.connectionIndicator) {
  vaadin.connectionIndicator.onlineText = 'Connected to Souk again';
  vaadin.connectionIndicator.offlineText = 'No connection to Souk: prices on this page are old';
  vaadin.connectionIndicator.reconnectingText = 'Connection to Souk lost, trying again… Prices on this page are old';
}

const mark = (state: string) => {
  const away = state === 'connection-lost' || state === 'reconnecting';
  document.documentElement.toggleAttribute('data-away', away);
};

if (vaadin?.connectionState) {
  mark(vaadin.connectionState.state);
  vaadin.connectionState.addStateChangeListener((_before, now) => mark(now));
}

/** Shows nothing; notices when the server falls silent. */
@customElement('souk-pulse')
export class SoukPulse extends LitElement {
  /** Counts up with every pulse. */
  @property({ type: Number }) beat = 0;

  private heardAt = performance.now();
  private silent = false;
  private timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.heardAt = performance.now();
    this.timer = window.setInterval(() => this.check(), CHECK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected updated(changed: PropertyValues<this>) {
    if (!changed.has('beat')) {
      return;
    }
    this.heardAt = performance.now();
    if (this.silent) {
      this.silent = false;
      this.tell('connected');
    }
  }

  protected render() {
    return nothing;
  }

  private check() {
    if (performance.now() - this.heardAt > SILENCE_MS) {
      this.silent = true;
      this.tell('reconnecting');
    }
  }

  private tell(state: string) {
    // Vaadin's own verdict stands: once it has given up, only a reload helps.
    if (vaadin?.connectionState && vaadin.connectionState.state !== 'connection-lost') {
      vaadin.connectionState.state = state;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'souk-pulse': SoukPulse;
  }
}
