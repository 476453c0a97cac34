/**
 * Start-up, configuration records and wiring. May import every room; none imports it.
 */
package app;
