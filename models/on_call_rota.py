"""On-call rotas: a tier that somebody always answers for, made of shifts and on-call periods."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, key_to
from models.types import OnCallTier


class OnCallRota(Base):
    """One tier of on-call: first, second or consultant; its hours are those of its activities."""

    __tablename__ = "on_call_rota"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Name]
    tier: Mapped[OnCallTier]
    handover: Mapped[Name] = mapped_column(default="")  # where and how it is handed over
    prompt: Mapped[bool] = mapped_column(default=True)  # category A: comes in at once


class OnCallPart(Base):
    """An activity whose holder answers for the rota while it lasts."""

    __tablename__ = "on_call_part"
    __table_args__ = (UniqueConstraint("rota_id", "activity_id"),)

    rota_id: Mapped[int] = mapped_column(key_to("on_call_rota", cascade=True), index=True)
    activity_id: Mapped[int] = mapped_column(key_to("activity", cascade=True), index=True)
