/**
 * The parts that views are made of, with the Java sides of our own web components. May import what {@code ui} may, and
 * {@code ui.live}; used by {@code ui}, {@code ui.admin} and {@code ui.alerts}.
 */
package ui.components;
