/** The console: views that show and steer the running system, for administrators. */
package ui.admin;
