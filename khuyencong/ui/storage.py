"""Static files under names that change with their content, scripts that import each other included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types
    """Rewrites the imports between script modules too, so that a browser never mixes two releases."""

    support_js_module_import_aggregation = True
