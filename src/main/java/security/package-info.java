/**
 * Users, roles and who may read. Imports {@code storage} only; used by {@code ui}, {@code api}, {@code ops} and
 * {@code app}.
 */
package security;
