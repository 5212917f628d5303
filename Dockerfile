# Two stages: the first has the tools and builds, the second holds only what runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# `npm prune` would keep 500 MB, such as Prisma's command line; this keeps what runs, 180 MB.
RUN npm run build && node dist/scripts/prune-modules.js \
  && rm -rf dist/bench dist/chaos dist/fuzz dist/scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/data \
    PORT=3000
# The picture that a chat shows of a badge has words in it.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/bots/simulator/public ./bots/simulator/public
COPY --from=build /app/src/web/assets ./src/web/assets
# The embedded database and the demo's secret live in /data; with DATABASE_URL it stays empty.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--no-deprecation", "--max-semi-space-size=4", "--heap-growing-percent=30", "dist/src/main.js"]
