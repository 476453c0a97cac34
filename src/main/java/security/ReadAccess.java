package security;

/**
 * Who may read markets, charts and the API.
 *
 * @param anonymous whether somebody who has not logged in may
 */
public record ReadAccess(boolean anonymous) {}
