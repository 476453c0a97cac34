/**
 * The web app: Vaadin views and what they need of their own. May import {@code api}, {@code ops}, {@code analytics},
 * {@code security} and {@code market}; open to {@code app}, which names the login view.
 */
package ui;
