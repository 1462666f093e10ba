FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY . .
# The image has a Node.js of its own: the one that npm brings along is left behind.
RUN npm run build \
  && rm -rf .next/cache node_modules/node node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HOOKGLASS_DATA_DIR=/data NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app/package.json /app/next.config.js /app/server.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/public ./public
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/lib ./lib
COPY --from=build /app/.next ./.next
USER node
# The secret, and the embedded PostgreSQL when DATABASE_URL is not set.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
