"""Printed reports: built as plain values, typeset by typst; need no school and no database."""
