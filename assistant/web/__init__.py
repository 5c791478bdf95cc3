"""The web app: the only package that imports gradio, one file a tab."""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # gradio reads it once, when it is imported
