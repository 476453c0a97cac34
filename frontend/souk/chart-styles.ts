import { css } from 'lit';

export const chartStyles = css`
  :host {
    display: block;
    position: relative;
    min-block-size: 240px;
    font-variant-numeric: tabular-nums lining-nums;
  }
  .canvas {
    position: absolute;
    inset: 0;
  }
  .canvas:focus-visible {
    outline: 2px solid var(--souk-focus);
    outline-offset: -2px;
  }
  .above {
    position: absolute;
    z-index: 3;
    inset-block-start: 6px;
    inset-inline: 8px 84px;
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 2px;
    pointer-events: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.8em;
    font-size: var(--lumo-font-size-xs);
    line-height: 1.5;
  }
  .swatch {
    display: inline-block;
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 2px;
  }
  .alerts {
    padding: 0.2em 0.6em;
    border: 1px solid var(--souk-rule);
    border-radius: 4px;
    background: var(--lumo-base-color);
    font-size: var(--lumo-font-size-xs);
    line-height: 1.5;
  }
  .part {
    white-space: nowrap;
  }
  abbr {
    color: var(--lumo-secondary-text-color);
    text-decoration: none;
  }
  .time {
    color: var(--lumo-secondary-text-color);
  }
  .up .digits, .up .change { color: var(--souk-up-text); }
  .down .digits, .down .change { color: var(--souk-down-text); }
  .mark {
    padding-inline: 0.4em;
    border-radius: 3px;
    background: var(--souk-warning-back);
    color: var(--souk-warning-text);
    pointer-events: auto;
  }
  .empty {
    position: absolute;
    inset: 0;
    z-index: 3;
    display: grid;
    place-items: center;
    color: var(--lumo-secondary-text-color);
    pointer-events: none;
  }
  .notice {
    padding: 0.3em 0.6em;
    border-radius: 4px;
    background: var(--souk-warning-back);
    color: var(--souk-warning-text);
    font-size: var(--lumo-font-size-s);
  }
  .newest {
    position: absolute;
    z-index: 4;
    inset-block-end: 40px;
    inset-inline-end: 84px;
    padding: 0.3em 0.7em;
    border: 1px solid var(--lumo-contrast-20pct);
    border-radius: 999px;
    background: var(--lumo-base-color);
    color: var(--lumo-body-text-color);
    font: inherit;
    font-size: var(--lumo-font-size-xs);
    cursor: pointer;
  }
  .newest:focus-visible {
    outline: 2px solid var(--souk-focus);
  }
`;
