/**
 * Postgres and Redis. Everything that knows SQL or a Redis key is here. Imports {@code market} only; used by
 * {@code routes}, {@code api}, {@code ops}, {@code security} and {@code app}.
 */
package storage;
