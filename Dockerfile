# Build: Node for the web app's bundle, and the JDK that continuous integration compiles with.
FROM node:22-bookworm AS build
COPY --from=eclipse-temurin:17-jdk /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk \
    PATH=/opt/java/openjdk/bin:$PATH \
    VAADIN_USAGE_STATS_ENABLED=false
WORKDIR /build
COPY . .
# Tests and the format check have passed before an image is built; they need more than this stage holds.
RUN --mount=type=cache,target=/root/.m2 \
    --mount=type=cache,target=/root/.npm \
    ./mvnw -B -q package -Dmaven.test.skip -Dspotless.check.skip
RUN java -Djarmode=tools -jar target/souk.jar extract --layers --destination extracted

# Run: the newest LTS. glibc, not musl: the embedded Postgres and Redis are built for it.
FROM eclipse-temurin:25-jre-noble

# The uid needs its line in /etc/passwd: initdb refuses to run for a uid that has no name.
RUN groupadd --gid 10001 souk \
    && useradd --uid 10001 --gid souk --no-create-home --home-dir /data --shell /usr/sbin/nologin souk \
    && install --directory --owner=souk --group=souk /data

# This image has neither curl nor wget; bash can speak enough HTTP.
COPY --chmod=755 <<'SCRIPT' /usr/local/bin/souk-healthy
#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /actuator/health/liveness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
SCRIPT

WORKDIR /app
# From what changes seldom to what changes with every commit, so that a new version is a small download.
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./

# 60 %: the embedded Postgres and Redis live in the same container, and Netty and Kafka take memory beside the heap.
# A process out of memory ends and is started again: half-alive it would hold its partitions and do nothing.
# The probes' paths exist by themselves only on Kubernetes; the health check needs them everywhere.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError" \
    SOUK_EMBEDDED_DATADIR=/data \
    MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED=true

# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 CMD ["souk-healthy"]
ENTRYPOINT ["java", "-jar", "souk.jar"]
