/**
 * The administrator's account and who may read. May import {@code storage} only; open to {@code ui}, {@code api}, {@code ops}
 * and {@code app}.
 */
package security;
