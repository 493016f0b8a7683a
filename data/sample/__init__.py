"""The default dataset: public evidence, the founder's note, and marked illustrative rows (README.md)."""
