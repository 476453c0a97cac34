/**
 * Vaadin views and their components. Imports {@code api}, {@code ops}, {@code analytics}, {@code security} and
 * {@code market}.
 */
package ui;
