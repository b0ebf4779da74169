# sheets-sync in a container: docker build -t sheets-sync .
# With LibreOffice for PDF: docker build --build-arg WITH_LIBREOFFICE=1 -t sheets-sync .
# With what many schools at once need (compose.yaml): docker build --build-arg EXTRAS="[fleet]" -t sheets-sync:fleet .
# A school's folder (config.toml, key.json) is mounted at /school:
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/school" sheets-sync sync
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
ARG EXTRAS=""
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".${EXTRAS}"

FROM python:3.12-slim
ARG WITH_LIBREOFFICE=0
# What Debian brings is not pinned: a rebuild is how security fixes come in.
# hadolint ignore=DL3008
RUN if [ "$WITH_LIBREOFFICE" = 1 ]; then \
        apt-get update \
        && apt-get install -y --no-install-recommends libreoffice-writer-nogui fonts-liberation \
        && rm -rf /var/lib/apt/lists/*; \
    fi
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index /wheels/*.whl \
    && rm -rf /wheels \
    && useradd --create-home --uid 1000 school
USER 1000
WORKDIR /school
# What the program remembers between runs stays with the school's folder.
ENV XDG_STATE_HOME=/school/.state LANG=C.UTF-8
ENTRYPOINT ["sheets-sync"]
CMD ["--help"]
