/**
 * Steering the running system: route control, dead letters, audit, health. Imports {@code storage}, {@code security} and
 * {@code market}; used by {@code ui} and {@code app}.
 */
package ops;
