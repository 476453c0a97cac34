/**
 * Watching and steering the running system: what does not work at present, route control and the audit of it. May import {@code storage}, {@code security} and
 * {@code market}; open to {@code ui} and {@code app}.
 */
package ops;
