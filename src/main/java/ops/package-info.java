/**
 * Steering the running system: route control and the audit of it. May import {@code storage}, {@code security} and
 * {@code market}; open to {@code ui} and {@code app}.
 */
package ops;
