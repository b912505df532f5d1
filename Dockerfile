# The digest is that of the whole list of platforms. Change both together; `docker buildx imagetools inspect` tells it.
ARG NODE=node:22.22.3-bookworm-slim@sha256:e21fc383b50d5347dc7a9f1cae45b8f4e2f0d39f7ade28e4eef7d2934522b752

FROM ${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The image holds what the registry would get, and the dependencies of the lock file beside it. The keychain library is
# left out: a container has no keychain.
RUN npm run build \
  && npm pack --ignore-scripts --silent --pack-destination /tmp \
  && mkdir /app \
  && tar --extract --gzip --file /tmp/teamsync-*.tgz --directory /app --strip-components 1 \
  && npm ci --ignore-scripts --no-audit --no-fund --omit=dev --omit=optional \
  && cp -R node_modules /app/

FROM ${NODE}
ENV NODE_ENV=production \
    TEAMSYNC_CONFIG_DIR=/config \
    TEAMSYNC_STATE_DIR=/state
# New volumes take over the owner of the folders that they are mounted on.
RUN install --directory --owner=node --group=node --mode=0700 /config /state \
  && ln -s /app/bin/teamsync.js /usr/local/bin/teamsync
COPY --from=build /app /app
VOLUME ["/config", "/state"]
# By number, so that an orchestrator can see that it is not root.
USER 1000:1000
WORKDIR /roster
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5m --timeout=1m --start-period=5m --retries=3 \
  CMD ["teamsync", "status", "--max-age", "1h", "--retry-budget", "30s", "--quiet"]
# The program itself is process 1: it answers SIGTERM and starts no processes of its own, so it needs no init beside it.
ENTRYPOINT ["teamsync"]
CMD ["reconcile", "/roster/roster.csv", "--yes", "--watch", "--every", "15m"]
