/**
 * The parts that views are made of, with the Java sides of our own web components. May import what {@code ui} may, and
 * {@code ui.live}; used by {@code ui} and {@code ui.admin}.
 */
package ui.components;
