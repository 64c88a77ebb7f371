# Periplus as an image: the standalone server, Node.js 24, nothing else. Runs without root on a read-only file system.
#   docker build -t periplus .
# deploy/build-image-locally makes it where there is no Docker.

# An image with Node.js 24 or newer; the one for building needs npm too.
ARG BUILD_IMAGE=node:24-bookworm-slim
ARG RUN_IMAGE=node:24-bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /periplus
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM ${RUN_IMAGE}
# Owned by root and not writable: the server needs to write nothing.
COPY --from=build --chown=0:0 /periplus/.next/standalone /periplus
WORKDIR /periplus
# Idle connections are kept for longer than proxies in front keep theirs.
ENV NODE_ENV=production \
    KEEP_ALIVE_TIMEOUT=75000 \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=20001
USER 65532:65532
EXPOSE 20001
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself and not npm, so that SIGTERM reaches the server.
CMD ["node", "server.js"]
