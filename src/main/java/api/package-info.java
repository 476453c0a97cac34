/**
 * What the edges serve: queries, the subscription hub, WebSocket sessions and the shapes of answers. REST routes, the
 * WebSocket endpoint and the web app all ask here, so that they cannot disagree. May import {@code analytics},
 * {@code storage}, {@code security} and {@code market}; open to {@code routes}, {@code ui} and {@code app}.
 */
package api;
