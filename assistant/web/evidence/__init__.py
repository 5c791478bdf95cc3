"""The evidence tab: files in, their review by file and by indicator out; everything belongs to the browser that brought it."""
