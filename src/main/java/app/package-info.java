/**
 * Start-up, configuration records and wiring. May import every room; none imports it. The parts that come along for a bare
 * machine are in {@link app.embedded}.
 */
package app;
