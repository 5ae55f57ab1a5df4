"""Harmful comments are dealt with quickly and with care (OFF-15, OFF-16)."""

from candour.policy.controls import AttestedControl, register


@register
class CommentModeration(AttestedControl):
    """A named person says so, with a date, until Candour can see it."""

    id = "comment-moderation"
