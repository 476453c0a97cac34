/**
 * What leaves the house of alerts: who is told what, the shapes of the messages that receivers expect, their signature, and
 * how often one is tried that did not get through. Pure functions and figures; what sends is in {@code routes}. May import
 * {@code market}; open to {@code routes} and {@code app}.
 */
package api.notifications;
