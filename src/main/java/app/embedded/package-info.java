/**
 * The embedded default: Kafka, Postgres and Redis for a machine that has none. Each starts with the process unless its
 * address is configured, and stops after the last bean. Entered by {@code META-INF/spring.factories} only; what others may
 * ask is {@link app.embedded.EmbeddedParts}. See {@code docs/decisions/002-embedded-parts.md}.
 */
package app.embedded;
