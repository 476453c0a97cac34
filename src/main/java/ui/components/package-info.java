/** The parts that views are made of, with the Java sides of our own web components. Used by {@code ui} and {@code ui.admin}. */
package ui.components;
