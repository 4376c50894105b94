"""What people do with needs. The rooms above raise them by these names."""

from peercircle.needs.actions.raising import raise_need, take_back_need, withdraw_need

__all__ = ["raise_need", "take_back_need", "withdraw_need"]
