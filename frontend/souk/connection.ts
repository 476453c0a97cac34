/*
 * Says in words what the connection to the server is like, and marks the page while it is away: what it shows then is
 * old, and the theme dims it. Vaadin's own indicator and connection state do the watching.
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

export {};
