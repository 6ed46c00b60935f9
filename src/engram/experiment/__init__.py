"""Run folders, and the pipeline that fills them."""
