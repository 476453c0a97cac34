/**
 * How what happens elsewhere reaches a browser without hurting anyone: publishers leave it in a {@link ui.live.Latest}
 * and return, a {@link ui.live.Beat} empties that a few times a second under the UI's lock. Used by {@code ui} and its
 * other sub-packages.
 */
package ui.live;
