# `ribin backup` and `ribin restore` need PostgreSQL's own tools of the server's version: the program's image on that of the database, which is of
# the same Debian. After `docker compose build`, which makes ribin-core:local: docker compose build backup
FROM ribin-core:local AS service

FROM pgvector/pgvector:0.8.1-pg17-bookworm
ENV NODE_ENV=production RIBIN_DATA_DIR=/tmp/ribin RIBIN_POSTGRES_BIN=/usr/lib/postgresql/17/bin \
  ORT_DISABLE_TELEMETRY=1 AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
COPY --from=service /usr/local/bin/node /usr/local/bin/node
COPY --from=service /app /app
WORKDIR /app
USER postgres
ENTRYPOINT ["node", "bin/ribin.mjs"]
CMD ["backup", "/backup"]
