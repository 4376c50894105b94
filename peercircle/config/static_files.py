"""Static files under hashed names, so that phones keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Also follows the imports between our JavaScript modules."""

    support_js_module_import_aggregation = True
