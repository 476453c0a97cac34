/**
 * The views of alerts and of the rules that raise them. May import what {@code ui} may, {@code ui.components} and {@code ui.live}, and
 * of {@code ui} the layout; nobody imports it.
 */
package ui.alerts;
