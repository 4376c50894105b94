"""Static files under hashed names, so that phones keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Also follows the imports between our JavaScript modules."""

    support_js_module_import_aggregation = True

    def __init__(self, *where: object, **more: object) -> None:
        super().__init__(*where, **more)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """A page with thirty icons asks thirty times."""
        if name not in self._urls:
            self._urls[name] = super().url(name, force)
        return self._urls[name]
