"""The record: readings kept in an SQLite file and searched. All SQL stands in this package."""

from communique.record.queries import StatementHit, StatementQuery
from communique.record.store import AddOutcome, Record

__all__ = ["AddOutcome", "Record", "StatementHit", "StatementQuery"]
