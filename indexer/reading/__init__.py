"""Files to pages of text: PDFs, scans, office files and pictures, each in a guarded child process with limits."""
