/**
 * The console: views that show and steer the running system, for administrators. May import what {@code ui} may, and its
 * other sub-packages; nothing imports it, since Vaadin finds the views by their annotations.
 */
package ui.admin;
