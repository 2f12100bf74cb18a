# Every RUN below is an ordinary command; `.ci/dockerfile.py` runs the whole file without a container engine.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
WORKDIR /build
COPY locks ./locks
# Nothing is installed but what the lock files pin, hash by hash.
RUN python -m venv /build/tools
RUN /build/tools/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r locks/build.txt
RUN python -m venv /opt/iombot
RUN /opt/iombot/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r locks/image.txt
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
COPY knowledge ./knowledge
RUN /build/tools/bin/pip wheel --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir /build/dist .
RUN /opt/iombot/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps /build/dist/iombot-*.whl
# What is read of the knowledge base is kept in the image: nobody could keep it later on.
RUN PYTHONHASHSEED=0 /opt/iombot/bin/python -m iombot.cli.keeping
# The image installs nothing later on.
RUN /opt/iombot/bin/pip uninstall --yes pip

FROM python:${PYTHON}-slim
COPY --from=build /opt/iombot /opt/iombot
# Nothing is written but to a volume, if there is one: the root file system may be read-only. The token comes from
# outside, IOMBOT_TELEGRAM_TOKEN_FILE.
ENV PATH=/opt/iombot/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["iombot"]
CMD ["telegram"]
