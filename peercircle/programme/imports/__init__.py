"""Attendance from a file: read (`reading`), understood cell by cell (`columns`, `values`), never saved unseen."""
