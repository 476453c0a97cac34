import { LitElement, css, html, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';

type Choice = 'system' | 'light' | 'dark';

const NEXT: Record<Choice, Choice> = { system: 'light', light: 'dark', dark: 'system' };

const ICONS = {
  system: svg`<rect x="3" y="4" width="18" height="13" rx="2"></rect><path d="M8 21h8M12 17v4"></path>`,
  light: svg`<circle cx="12" cy="12" r="4"></circle>
    <path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4"></path>`,
  dark: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"></path>`,
};

/**
 * Goes round light, dark and what the system says. The choice lives in the browser: the script that the server puts
 * in the page's head (`window.soukTheme`) applies it before the first paint, so a dark desk never flashes white.
 */
@customElement('souk-theme-toggle')
export class SoukThemeToggle extends LitElement {
  static styles = css`
    button {
      display: grid;
      place-items: center;
      inline-size: var(--lumo-size-m);
      block-size: var(--lumo-size-m);
      padding: 0;
      border: 0;
      border-radius: var(--lumo-border-radius-m);
      background: transparent;
      color: var(--lumo-secondary-text-color);
      cursor: pointer;
    }
    button:hover {
      background: var(--lumo-contrast-5pct);
      color: var(--lumo-body-text-color);
    }
    button:focus-visible {
      outline: 2px solid var(--souk-focus);
      outline-offset: 1px;
    }
    svg {
      inline-size: 1.2rem;
      block-size: 1.2rem;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.8;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;

  @state() private choice: Choice = window.soukTheme?.choice() ?? 'system';

  protected render() {
    const label = `Colours: ${this.choice}. Change to ${NEXT[this.choice]}`;
    return html`<button type="button" aria-label=${label} title=${label} @click=${this.next}>
      <svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[this.choice]}</svg>
    </button>`;
  }

  private next() {
    this.choice = NEXT[this.choice];
    window.soukTheme?.choose(this.choice);
  }
}

declare global {
  interface Window {
    soukTheme?: { choice(): Choice; choose(choice: Choice): void };
  }
  interface HTMLElementTagNameMap {
    'souk-theme-toggle': SoukThemeToggle;
  }
}
