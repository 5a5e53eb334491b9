"""Cổng Dịch vụ công quốc gia: dossiers and their steps, told by its adapter of the first kind."""
