/**
 * Postgres and Redis: everything that asks them, and what the engine writes. Outside of it are one insert, of
 * {@code routes.DeadLetters}, and the names of the Redis channels, in {@code routes.LiveEndpoints}: both belong to Camel
 * endpoints. May import {@code market} only; open to {@code routes}, {@code api}, {@code ops}, {@code security} and
 * {@code app}.
 */
package storage;
