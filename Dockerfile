# Wheels are made and checked against the lock's hashes in the first stage; the second has neither pip's cache nor
# anything that only tests need.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m pip wheel --no-cache-dir --require-hashes --requirement requirements.lock --wheel-dir /wheels
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY migrations migrations
COPY seed seed
RUN python -m venv /build \
    && /build/bin/pip install --no-cache-dir --no-index --find-links /wheels hatchling \
    && /build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
    && python -m venv /opt/musnad \
    && /opt/musnad/bin/pip install --no-cache-dir --no-index --find-links /wheels "musnad[postgres]" \
    && /opt/musnad/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim
ENV PATH=/opt/musnad/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MUSNAD_DATA_DIR=/data \
    MUSNAD_SEED=1
COPY --from=build /opt/musnad /opt/musnad
RUN groupadd --system --gid 10001 musnad \
    && useradd --system --uid 10001 --gid musnad --home-dir /data --no-create-home musnad \
    && install --directory --owner=musnad --group=musnad --mode=0750 /data
USER musnad
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["musnad", "serve", "--host", "0.0.0.0", "--port", "8000"]
